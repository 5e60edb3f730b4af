"""The quality measurement: `python -m tests.quality` asks labelled questions and prints what came of them."""
