"""`python -m bot` is `citebot`."""

from bot.cli.main import main

main()
