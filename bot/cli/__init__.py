"""The command line: the commands, exit codes and standard error. Each command loads its own room, when it runs."""
