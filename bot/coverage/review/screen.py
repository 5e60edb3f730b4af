"""The review as a screen: the questions, the passages of the chosen one below them, the article beside or over them."""

from collections import Counter
from typing import ClassVar, get_args

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Resize
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Input, Static

from bot.article import Article, Passage
from bot.chat.content import plain
from bot.chat.keys import Keys
from bot.chat.messages import PassageOpened
from bot.coverage.review.articlepane import ArticlePane
from bot.coverage.review.listing import FILTERS, Filter, Listing
from bot.coverage.review.passages import PassagePane
from bot.coverage.review.session import Session
from bot.coverage.values import Outcome

SIDE_BY_SIDE = 100
_FIND = Content.assemble(" ", ("/", "$accent"), " Find")
_MOMENT = 4.0  # seconds


class ReviewScreen(Screen[None]):
    """Lays the review out, filters the questions, and moves the focus."""

    AUTO_FOCUS = "#listing"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall")]  # noqa: RUF012  # no ClassVar in Textual
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "filter(1)", "Filter", show=False, tooltip="Show another kind of questions", id="review.filter"),
        Binding("F", "filter(-1)", "Filter back", show=False, tooltip="Show the kind before", id="review.filter_back"),
        *(
            Binding(f"{number}", f"filter_by('{name}')", name.capitalize(), show=False, tooltip=f"Show {name}")
            for number, name in enumerate(get_args(Filter), start=1)
        ),
        Binding("slash", "search", "Find", show=False, tooltip="Search the questions", id="review.search"),
        Binding("escape", "back", "Back", show=False, tooltip="Back to the questions", id="review.back"),
    ]

    def __init__(self, session: Session) -> None:
        """Shows a session, which may not be open yet."""
        super().__init__()
        self._session = session
        self._filter: Filter = "all"
        self._passages: dict[str, Passage] = {}
        self._articles: dict[str, Article] = {}
        self._counts = ""
        self._told: Timer | None = None

    def compose(self) -> ComposeResult:
        """Puts the parts together."""
        yield Static("Citebot review", id="title", markup=False)
        with Horizontal(id="body"):
            with Vertical(id="questions"):
                yield Static(id="filters", markup=False)
                yield Input(placeholder="words of a question", id="search", compact=True)
                yield Listing(id="listing")
                yield PassagePane(id="passages")
            yield ArticlePane(id="article")
        yield Keys(id="keys")
        yield Static("Please make this window at least 40 columns wide and 12 lines high.", id="too-small")

    @property
    def chosen(self) -> Outcome | None:
        """What came of the question that is chosen."""
        return self.query_one(Listing).chosen

    @property
    def passage(self) -> Passage | None:
        """The passage that keys are about: of the article while that is read, else of the answer."""
        article = self.query_one(ArticlePane)
        return article.passage if self.focused is article else self.query_one(PassagePane).passage

    def say(self, sentence: str) -> None:
        """Shows a sentence in place of the counts, until the session is open."""
        self.query_one("#title", Static).update(
            plain(f"Citebot review · {', '.join(self._session.faq.files)} · {sentence}")
        )

    def tell(self, sentence: str) -> None:
        """Shows a sentence for a moment."""
        self.say(sentence)
        if self._told:
            self._told.stop()
        self._told = self.set_timer(_MOMENT, lambda: self.say(self._counts))

    def opened(self) -> None:
        """Shows the library's articles and every question."""
        library = self._session.library
        self._articles = {article.name: article for article in library.articles}
        self._passages = {passage.id: passage for passage in library.passages}
        self.query_one(ArticlePane).read(library.passages, library.articles)
        self.refill()

    def refill(self, id: str = "") -> None:
        """Shows what came of the questions now; the question with the id is chosen, or else one at the same place."""
        if not self._session.outcomes:
            return
        outcomes = [self._session.outcomes[row.id] for row in self._session.faq.rows]
        words = self.query_one("#search", Input).value.casefold().split()
        found = [o for o in outcomes if all(word in o.row.question.casefold() for word in words)]
        if id and not any(o.row.id == id and FILTERS[self._filter](o) for o in found):
            self._filter = "all"  # what was asked for would not be among them
        self.query_one(Listing).show([outcome for outcome in found if FILTERS[self._filter](outcome)], id)
        self._count(outcomes, found)

    def _count(self, outcomes: list[Outcome], found: list[Outcome]) -> None:
        passed = Counter(outcome.passed for outcome in outcomes)
        counts = f"{len(outcomes)} questions · {passed[True]} pass · {passed[False]} fail"
        unsaved = f" · {self._session.unsaved} not saved" if self._session.unsaved else ""
        self._counts = f"{counts}{unsaved}"
        self.say(self._counts)
        names = [Content("f").stylize("$accent")]
        for name, belongs in FILTERS.items():
            text = f"{name.capitalize()} {sum(map(belongs, found))}"
            here = name == self._filter
            names.append(Content(f"[{text}]").stylize("bold $accent") if here else Content(f" {text} "))
        self.query_one("#filters", Static).update(Content(" ").join([*names, _FIND]))

    @on(Listing.Moved)
    def _show_chosen(self, event: Listing.Moved) -> None:
        event.stop()
        outcome = event.outcome
        self.query_one(PassagePane).show(outcome, self._passages, self._articles)
        if outcome:
            self._follow(outcome)

    def _follow(self, outcome: Outcome) -> None:
        places = [*(found.id for found in outcome.found), *outcome.gold]
        if places:
            self.query_one(ArticlePane).open_at(places[0])

    @on(Listing.Entered)
    def _enter_passages(self, event: Listing.Entered) -> None:
        event.stop()
        choices = self.query_one(PassagePane).choices
        if choices.can_focus:
            choices.focus(scroll_visible=False)
            choices.reach()
        else:
            self._read(True)

    @on(PassageOpened)
    def _open_article(self, event: PassageOpened) -> None:
        event.stop()
        self._read(True)
        self.query_one(ArticlePane).open_at(event.card.quote.passage.id)

    @on(PassagePane.Moved)
    def _follow_passage(self, event: PassagePane.Moved) -> None:
        event.stop()
        self.query_one(ArticlePane).open_at(event.passage.id)

    def on_descendant_focus(self) -> None:
        """Gives the room to what is gone to."""
        self._lay_out()

    def on_resize(self, event: Resize) -> None:
        """Puts the article beside the questions, or over them where there is no room."""
        self.set_class(event.size.width < 40 or event.size.height < 12, "-tiny")
        self._lay_out(event.size.width)

    def _read(self, reading: bool) -> None:
        article = self.query_one(ArticlePane)
        article.display = article.display or reading
        (article if reading else self.query_one(Listing)).focus()

    def _lay_out(self, width: int | None = None) -> None:
        wide = (width or self.size.width) >= SIDE_BY_SIDE
        article = self.query_one(ArticlePane)
        reading = self.focused is article
        article.display = wide or reading
        self.query_one("#questions").display = wide or not reading

    def action_filter(self, step: int) -> None:
        """Shows the next kind of questions."""
        names = list(FILTERS)
        self.action_filter_by(names[(names.index(self._filter) + step) % len(names)])

    def action_filter_by(self, name: Filter) -> None:
        """Shows the questions of this kind."""
        self._filter = name
        self.refill_keeping()

    def refill_keeping(self) -> None:
        """Shows what came of the questions now, with the same one chosen where it is among them."""
        outcome = self._session.outcomes.get(self.chosen.row.id) if self.chosen else None
        self.refill(outcome.row.id if outcome and FILTERS[self._filter](outcome) else "")

    def action_search(self) -> None:
        """Opens the line in which words of a question are written."""
        self.query_one("#search").display = True
        self.query_one("#search").focus()

    @on(Input.Changed, "#search")
    def _search(self) -> None:
        self.refill()

    @on(Input.Submitted, "#search")
    def _found(self) -> None:
        self.query_one(Listing).focus()

    def action_back(self) -> None:
        """Goes back: from the article to the passages, from those to the questions, and ends a search."""
        search, listing = self.query_one("#search", Input), self.query_one(Listing)
        choices = self.query_one(PassagePane).choices
        if self.focused is self.query_one(ArticlePane) and choices.can_focus:
            self.query_one("#questions").display = True
            choices.focus(scroll_visible=False)
        elif self.focused in (search, listing) and search.display:
            search.value = ""
            search.display = False
            listing.focus()
        else:
            self.query_one("#questions").display = True
            listing.focus()
