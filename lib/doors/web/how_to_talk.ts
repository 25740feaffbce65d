/**
 * What curl and wget are told: how to talk here, with the address they asked.
 *
 * @module
 */

import { type Reply, sentence } from "../../http/reply.ts";

/** A short text with a command for every way in. */
export function howToTalk(
  asked: string,
  { isEncrypted, hasTls, hasSsh }: Readonly<Record<"isEncrypted" | "hasTls" | "hasSsh", boolean>>,
): Reply {
  const [, host = asked, port = isEncrypted ? "443" : "80"] = /^(.*?)(?::(\d+))?$/.exec(asked) ?? [];
  const name = host === "" ? "HOST" : host.replace(/^\[|\]$/g, "");
  const scheme = isEncrypted ? "https" : "http";
  const ways = [
    ["a browser", `${scheme}://${asked === "" ? "HOST" : asked}/`],
    ...hasSsh ? [["SSH", `ssh -p ${port} YOU@${name}`]] : [],
    ["a terminal", `telnet ${name} ${port}`],
    ["or", `nc ${name} ${port}`],
    ...hasTls
      ? [["encrypted", `openssl s_client -quiet -connect ${host === "" ? "HOST" : host}:${port}`]]
      : [],
  ];
  const lines = ways.map(([way, command]) => `  ${way!.padEnd(11)} ${command}`);
  return sentence(
    200,
    ["This is a chat. Talk here with:", "", ...lines, "", "Type /help when you are in."].join("\n"),
    { vary: "accept" },
  );
}
