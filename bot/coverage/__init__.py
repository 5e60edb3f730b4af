"""FAQ coverage: which questions an article answers, which it does not, and which passages no question reaches."""
