"""The command line: the commands, exit codes and standard error. Each command loads its own room, when it runs."""

TOP = 5  # passages of an answer, unless more or fewer are asked for
