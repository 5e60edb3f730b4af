"""A small article about something else than the one that ships, and the one that ships."""

import pytest

from bot.library import Library
from bot.reading.markdown import read_markdown

HAY_FEVER = """---
title: "Hay Fever: Signs, Kinds and Remedies"
date: "March 3, 2024"
---

# Hay Fever: Signs, Kinds and Remedies

Hay fever is an allergic reaction of the nose and the eyes to pollen. It is also called allergic rhinitis [1].

## Signs of Hay Fever

Most people notice the signs in spring, and they pass when the season ends [1, 2].

| Sign | Where | Source(s) |
| --- | --- | --- |
| Sneezing | Nose | [1] |
| Itching | Eyes, palate | [2] |
| Wheezing | Airways | [2, 3] |

Table 1: Common Signs

### Sneezing and Blocked Nose

Sneezing comes in fits. The lining of the nose swells, and breathing through it becomes difficult [1].

### Eyes

The eyes water, itch and turn red. Rubbing them makes it worse, however, so cold compresses are preferred [2].

## Kinds of Hay Fever

### Seasonal Rhinitis

Seasonal rhinitis is set off by tree or grass pollen and is the most common kind [1].

### Perennial Rhinitis

Perennial rhinitis lasts all year and is caused by house dust mites or animals [3].

## Remedies for Hay Fever

- **Antihistamines:** Cetirizine and loratadine relieve sneezing and itching. They can make people drowsy [4].
- **Nasal Steroids:** Fluticasone sprays reduce swelling in the nose and take several days to work [4, 5].
- **Immunotherapy:** Small doses of the allergen are given for three years; it is for severe cases only [5].

Avoid the following:

- drying laundry outside while pollen counts are high
- mowing the lawn

## Conclusion

Hay fever is common and can be treated.
"""


@pytest.fixture(scope="session")
def hay_fever() -> Library:
    return Library.of([read_markdown(HAY_FEVER, "hay-fever", "0" * 64)])


@pytest.fixture(scope="session")
def bundled() -> Library:
    return Library.open(None)
