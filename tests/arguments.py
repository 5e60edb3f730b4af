"""What the commands under tests read from their command lines alike."""

import argparse


def positive(text: str) -> int:
    """Returns a whole number from 1; argparse shows what was typed when it is none."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"not a number from 1: {text}")
    return int(text)


def count(text: str) -> int:
    """Returns a whole number from 0; argparse shows what was typed when it is none."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"not a number: {text}")
    return int(text)
