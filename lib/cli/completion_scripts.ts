/**
 * What makes a shell ask the program what the word at the cursor may become. An answer is a line for each word, or
 * `:file` or `:folder`: names of files are the shell's, which knows how to quote them.
 *
 * @module
 */

/** The script of each shell that `completion` knows. */
export const SCRIPTS: Readonly<Record<string, string>> = {
  bash: `_chat_server() {
  local IFS=$'\\n'
  COMPREPLY=($(chat-server completion bash "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
  case "\${COMPREPLY[0]}" in
    :file) COMPREPLY=() ;;
    :folder) COMPREPLY=(); compopt -o dirnames +o default 2>/dev/null ;;
    *) compopt +o default 2>/dev/null ;;
  esac
}
complete -o default -F _chat_server chat-server`,

  fish: `function __chat_server
  set -l words (commandline -poc)
  set -l typed (commandline -ct)
  set -l lines (chat-server completion fish $words[2..] "$typed" 2>/dev/null)
  set -l flag (string match -r -- '^--[^=]*=' "$typed")
  switch "$lines[1]"
    case :file
      string replace -r -- '^' "$flag" (__fish_complete_path (string replace -- "$flag" '' "$typed"))
    case :folder
      string replace -r -- '^' "$flag" (__fish_complete_directories (string replace -- "$flag" '' "$typed"))
    case '*'
      string join \\n -- $lines
  end
end
complete -c chat-server -k -f -a '(__chat_server)'`,

  nu: `let chat_server_others = $env.config.completions.external.completer
$env.config.completions.external.enable = true
$env.config.completions.external.completer = {|spans|
  if $spans.0 != "chat-server" {
    if $chat_server_others != null { do $chat_server_others $spans }
  } else {
    let answer = (^chat-server completion nu ...($spans | skip 1) | lines)
    if ($answer | first 1) in [[":file"] [":folder"]] {
      null
    } else {
      $answer | parse "{value}\\t{description}"
    }
  }
}`,

  pwsh: `Register-ArgumentCompleter -Native -CommandName chat-server -ScriptBlock {
  param($typed, $line, $cursor)
  $words = @($line.CommandElements | Select-Object -Skip 1 |
    Where-Object { $_.Extent.EndOffset -lt $cursor } | ForEach-Object { "$_" })
  $answer = @(& chat-server completion pwsh @words "$typed" 2>$null)
  if ($answer[0] -in ':file', ':folder') {
    return [System.Management.Automation.CompletionCompleters]::CompleteFilename($typed)
  }
  foreach ($one in $answer) {
    $text, $help = $one -split "\`t"
    if (-not $help) { $help = $text }
    [System.Management.Automation.CompletionResult]::new($text, $text, 'ParameterValue', $help)
  }
}`,

  zsh: `#compdef chat-server
_chat-server() {
  local -a lines
  lines=("\${(@f)$(chat-server completion zsh "\${(@Q)words[2,CURRENT-1]}" "\${(Q)PREFIX}" 2>/dev/null)}")
  case "$lines[1]" in
    :file) compset -P '--*='; _files ;;
    :folder) compset -P '--*='; _files -/ ;;
    ?*) _describe chat-server lines ;;
  esac
}
if [[ "$funcstack[1]" = _chat-server ]]; then
  _chat-server
else
  compdef _chat-server chat-server
fi`,
};
