"""Words that search should not tell apart share a stem, and others do not."""

import pytest

from bot.language import stems
from bot.language.english import counts
from bot.language.stems import one_spelling, stem

FAMILIES = [
    "treat treats treated treating treatment treatments",
    "calcify calcified calcifying calcification",
    "calcinosis calcinoses",
    "diagnosis diagnoses diagnose diagnosed diagnostic",
    "surgery surgical surgeon",
    "child children",
    "inflammation inflammatory inflamed",
    "necrosis necrotic",
    "recur recurs recurrence recurrent",
    "infect infected infection infectious",
    "absorb absorption",
    "prevent prevention preventable preventive",
    "impair impairment",
    "metastasis metastatic",
    "tumour tumor tumors tumoral",
    "anaemia anemia",
    "diarrhoea diarrhea",
    "haemorrhage hemorrhage",
    "paediatric pediatric",
    "oedema edema",
    "fibre fiber",
    "colour color",
    "localised localized",
    "hydrolyse hydrolyze",
    "sulphate sulfate",
]
APART = [
    ("excise", "exercise"),
    ("four", "for"),
    ("hour", "horror"),
    ("pain", "paint"),
    ("organ", "organise"),
    ("calcinosis", "calcification"),
    ("metastatic", "metabolic"),
    ("skin", "skip"),
]


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_has_one_stem(family: str) -> None:
    assert len({stem(word) for word in family.split()}) == 1


@pytest.mark.parametrize(("left", "right"), APART)
def test_other_words_stay_apart(left: str, right: str) -> None:
    assert stem(left) != stem(right)


@pytest.mark.parametrize("word", ["shoe", "toe", "does", "raise", "praise", "your", "size", "poem", "genre"])
def test_words_that_only_look_british_are_left_alone(word: str) -> None:
    assert one_spelling(word) == word


def test_names_with_digits_and_other_scripts_are_kept_whole() -> None:
    assert stem("fgf23") == "fgf23"
    assert stem("钙质沉着症") == "钙质沉着症"


def test_no_stem_is_spared_a_rule_that_would_change_it() -> None:
    def all_rules(word: str) -> str:
        stemmed = stems._SUFFIXES.apply(stems._snowball(0)(word))
        return stems._families().get(stemmed, stemmed)

    words = {one_spelling(word) for word in sorted(counts())[::40] if word.isascii() and word.isalpha()}
    plain = [word for word in sorted(words) if len(word) > 3 and word not in stems._families()]
    assert len(plain) > 1000
    assert [stems._found(word) for word in plain] == list(map(all_rules, plain))
