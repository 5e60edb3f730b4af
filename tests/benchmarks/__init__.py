"""Benchmarks: how long Citebot takes, each figure next to a peer measured in turn with it."""
