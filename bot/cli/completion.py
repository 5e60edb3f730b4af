"""The command that has a shell complete the others."""

import click
from click.shell_completion import get_completion_class

from bot.showing import put

SHELLS = ("bash", "zsh", "fish")


@click.command(short_help="Have the shell complete commands and files.")
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print a script with which a SHELL completes commands, options and file names.

    To have it in every new shell:

    \b
    bash  citebot completion bash >> ~/.bashrc
    zsh   citebot completion zsh >> ~/.zshrc    (below the line with compinit)
    fish  citebot completion fish > ~/.config/fish/completions/citebot.fish
    """
    found = get_completion_class(shell)
    if found is None:
        raise click.UsageError(f"There is no completion for {shell}.")
    put(found(context.find_root().command, {}, "citebot", "_CITEBOT_COMPLETE").source() + "\n")
