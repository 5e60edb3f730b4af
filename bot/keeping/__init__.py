"""Conversations kept: as transcripts that can be checked, and as sessions that can be taken up again."""
