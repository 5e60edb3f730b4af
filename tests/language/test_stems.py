"""Words that search should not tell apart share a stem, and others do not."""

import pytest

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
