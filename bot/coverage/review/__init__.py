"""The review of a coverage run on a screen: the only room of coverage that imports Textual."""
