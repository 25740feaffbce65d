/**
 * What the console says of its connection, and of what it was asked to do, in both languages.
 *
 * @module
 */

import type { Hitch } from "./problem.ts";
import type { ConsoleSettings } from "../settings/settings.ts";

/** Every sentence, in one language. */
export interface Sentences {
  /** Why there is no connection; stands behind a colon, without a full stop. */
  readonly hitch: (hitch: Hitch) => string;
  /** Somebody was kicked. */
  readonly kicked: (name: string) => string;
  /** Something that was asked for did not happen. */
  readonly notDone: (reason: string) => string;
  /** A recording has nobody to ask. */
  readonly isRecording: string;
  /** Nothing can be asked while there is no connection. */
  readonly isOffline: string;
  /** The file that is written to took no more. */
  readonly fileEnded: (path: string, reason: string) => string;
  /** A recording that is played has a bad line. */
  readonly cutShort: (path: string, hitch: Hitch) => string;
}

/** English. */
export const ENGLISH: Sentences = {
  hitch(hitch) {
    switch (hitch.kind) {
      case "unreachable":
        return hitch.reason;
      case "no_http":
        return "what answers there is no admin door, perhaps it is the chat's own port";
      case "broken":
        return `the connection broke (${hitch.reason})`;
      case "ended":
        return "the server ended it";
      case "silent":
        return `nothing came for ${hitch.seconds} s`;
      case "long_line":
        return "it sent a line that is too long, so it is no chat-server";
      case "no_json":
        return "it sent a line that is no JSON, so it is no chat-server";
      case "no_update":
        return "it sent something that is no update, so it is no chat-server";
      case "no_token":
        return "it wants a token, set CHAT_ADMIN_TOKEN";
      case "wrong_token":
        return "it wants another token, look at CHAT_ADMIN_TOKEN";
      case "refused":
        return `it answered ${hitch.status}${hitch.sentence === "" ? "" : `, ${hitch.sentence}`}`;
      case "version":
        return hitch.theirs < hitch.ours
          ? `the server is older than this console (${hitch.theirs} and ${hitch.ours}), use the server's own`
          : `this console is older than the server (${hitch.ours} and ${hitch.theirs}), use the server's own`;
      default:
        return hitch satisfies never;
    }
  },
  kicked: (name) => `Kicked ${name}.`,
  notDone: (reason) => `Not done: ${reason}.`,
  isRecording: "Not done: this is a recording.",
  isOffline: "Not done: there is no connection.",
  fileEnded: (path, reason) => `"${path}" is not written to any more: ${reason}.`,
  cutShort(path, hitch) {
    if (hitch.kind === "no_json") return `"${path}" ends early: a line of it is no JSON.`;
    if (hitch.kind === "broken") return `"${path}" ends early: ${hitch.reason}.`;
    return `"${path}" ends early: a line of it is no update.`;
  },
};

/** Chinese. */
export const CHINESE: Sentences = {
  hitch(hitch) {
    switch (hitch.kind) {
      case "unreachable":
        return hitch.reason;
      case "no_http":
        return "那里应答的不是管理端口，也许是聊天端口";
      case "broken":
        return `连接中断（${hitch.reason}）`;
      case "ended":
        return "服务器结束了连接";
      case "silent":
        return `${hitch.seconds} 秒内没有收到任何数据`;
      case "long_line":
        return "对方发来的一行太长，它不是 chat-server";
      case "no_json":
        return "对方发来的不是 JSON，它不是 chat-server";
      case "no_update":
        return "对方发来的不是更新，它不是 chat-server";
      case "no_token":
        return "需要令牌，请设置 CHAT_ADMIN_TOKEN";
      case "wrong_token":
        return "令牌不对，请检查 CHAT_ADMIN_TOKEN";
      case "refused":
        return `对方回答 ${hitch.status}${hitch.sentence === "" ? "" : `，${hitch.sentence}`}`;
      case "version":
        return hitch.theirs < hitch.ours
          ? `服务器比本控制台旧（${hitch.theirs} 和 ${hitch.ours}），请用服务器自带的控制台`
          : `本控制台比服务器旧（${hitch.ours} 和 ${hitch.theirs}），请用服务器自带的控制台`;
      default:
        return hitch satisfies never;
    }
  },
  kicked: (name) => `已踢出 ${name}。`,
  notDone: (reason) => `没有执行：${reason}。`,
  isRecording: "没有执行：这是录像。",
  isOffline: "没有执行：没有连接。",
  fileEnded: (path, reason) => `不再写入“${path}”：${reason}。`,
  cutShort(path, hitch) {
    if (hitch.kind === "no_json") return `“${path}”提前结束：其中一行不是 JSON。`;
    if (hitch.kind === "broken") return `“${path}”提前结束：${hitch.reason}。`;
    return `“${path}”提前结束：其中一行不是更新。`;
  },
};

/** The sentences for these settings; a terminal of ASCII only can show no Chinese. */
export function sentencesIn({ language, isAscii }: Pick<ConsoleSettings, "language" | "isAscii">): Sentences {
  return language === "zh" && !isAscii ? CHINESE : ENGLISH;
}
