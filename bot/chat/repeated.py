"""Lines that are the same all over, the ground of a container and a scroll bar: each kind of them is painted once."""

from rich.color import Color
from rich.segment import Segment
from textual.geometry import Region
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget


def ground_lines(widget: Widget, crop: Region) -> list[Strip]:
    """Returns lines that show nothing but the background of a widget: for one that has no border."""
    blank = Strip.blank(crop.width, Style(background=widget.background_colors[1]).rich_style)
    return [_filtered(blank, widget)] * crop.height


class Bar(ScrollBar):
    """A scroll bar of which one line each is painted: of the thumb, of its ends, of what is above and below it."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paints lines of the bar."""
        bar = self.render()
        if not isinstance(bar, ScrollBarRender) or isinstance(bar.style, str):
            return super().render_lines(crop)
        width, height = self.size
        default_color = Color.default()
        segments = bar.render_bar(
            size=height,
            virtual_size=bar.virtual_size,
            window_size=bar.window_size,
            position=bar.position,
            thickness=width,
            vertical=bar.vertical,
            back_color=bar.style.bgcolor or default_color,
            bar_color=bar.style.color or default_color,
        ).segments
        ground = self.visual_style.rich_style
        kinds = {one: _filtered(Strip(Segment.apply_style([one], ground), width), self) for one in set(segments)}
        return [kinds[segments[y]].crop(*crop.column_span) for y in crop.line_range]


def _filtered(strip: Strip, widget: Widget) -> Strip:
    for one in widget.get_line_filters():
        strip = strip.apply_filter(one, widget.background_colors[1])
    return strip
