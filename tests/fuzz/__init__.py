"""Hostile input: what holds for any bytes at all, tried with inputs that a fuzzer makes and with traps that grow."""
