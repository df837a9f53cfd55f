using System.CommandLine;

namespace Kith.Server.Commands;

/// <summary><c>kith completion bash|zsh</c></summary>
internal static class CompletionCommand
{
    private static readonly Argument<string> Shell = new("shell") { Description = "Which shell." };

    private const string Bash =
        """
        # kith completion for bash: kith completion bash > ~/.local/share/bash-completion/completions/kith
        _kith() {
          local IFS=$'\n'
          COMPREPLY=($(compgen -W "$(kith "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _kith kith
        """;

    private const string Zsh =
        """
        #compdef kith
        # kith completion for zsh: kith completion zsh > a folder of $fpath/_kith
        _kith() {
          local -a found
          found=("${(@f)$(kith "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
          compadd -- $found
          _files
        }
        compdef _kith kith
        """;

    public static Command Make()
    {
        var command = new Command("completion", "A script that completes kith's commands and options in your shell.\n\nExample: kith completion bash > ~/.local/share/bash-completion/completions/kith")
        {
            Shell.AcceptOnlyFromAmong("bash", "zsh"),
        };
        command.SetAction(parsed => Console.Out.WriteLine(parsed.GetValue(Shell) == "bash" ? Bash : Zsh));
        return command;
    }
}
