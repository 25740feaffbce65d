/** 几个句子共用的词语：中文。Chinese words that several sentences need: what things are called. @module */

import type { Stranger } from "../../model/farewell.ts";
import { NAME_MAX_CHARACTERS, type NameProblem } from "../../model/name.ts";
import type { ListedPerson } from "../../model/notices/people.ts";
import type { RoomKind } from "../../model/room_rules.ts";
import type { Topic } from "../../model/verb.ts";
import { nameList } from "../catalogue.ts";

/** A time span: `30 秒`. */
export const seconds = (ms: number): string => `${Math.round(ms / 1000)} 秒`;

/** Stands behind a Chinese character: a space parts that from a digit, and from nothing else. */
export const span = (ms: number): string => {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return "不到 1 分钟";
  if (minutes < 120) return ` ${minutes} 分钟`;
  return minutes < 2880 ? ` ${Math.floor(minutes / 60)} 小时` : ` ${Math.floor(minutes / 1440)} 天`;
};

/** What somebody gave as their reason, if anything. */
export const reason = (text: string): string => text === "" ? "" : `：${text}`;

export const person = ({ name, isBot, isEncrypted, isSsh, isAway }: ListedPerson): string =>
  name + (isBot ? " [机器人]" : "") + (isSsh ? " [ssh]" : isEncrypted ? " [tls]" : "") +
  (isAway ? "（暂离）" : "");

export const names = (list: readonly string[], more = 0): string =>
  nameList(list, "、", (count) => `还有 ${count} 人`, more);
export const roomNames = (list: readonly string[]): string =>
  nameList(list, "、", (count) => `还有 ${count} 个房间`);

/** Why a name is refused, as the end of a sentence. */
export const nameProblems: Readonly<Record<NameProblem, string>> = {
  blank: "名字至少要有一个字母或数字",
  too_long: `名字最多 ${NAME_MAX_CHARACTERS} 个字符`,
  bad_character: "名字只能用文字、数字、_ - 和 .",
  loose_mark: "名字不能以附加符号开头",
  too_many_marks: "其中一个字母上的附加符号太多",
  mixed_scripts: "名字只能用一种文字书写",
  reserved: "这是保留给服务器的名字",
  taken: "已经有人使用这个名字或外形相同的名字",
  not_text: "不是有效的 UTF-8 文字",
};

export const roomKinds: Readonly<Record<RoomKind, string>> = {
  public: "公开",
  private: "私密（不列出）",
  "invite-only": "凭邀请进入",
  password: "凭密码进入",
  announce: "公告（只有房主发言）",
};

/** What `/help` calls its topics: two characters each, so that the columns behind them stand in line. */
export const topics: Readonly<Record<Topic, string>> = {
  talk: "聊天",
  rooms: "房间",
  yours: "房主",
  past: "历史",
  people: "社交",
  you: "自己",
  more: "其他",
};

/** What this port is, for programs that speak something else. */
export const strangers: Readonly<Record<Stranger, string>> = {
  tls: "这里是明文聊天室，不支持 TLS：请用 telnet 或 nc 连接。",
  http: "这里是用 telnet 和 nc 访问的聊天室，不是网页服务器：请用 telnet 连接此端口。",
  late_tls: "此连接已开始聊天，不能再改用 TLS：请重新连接，并立即开始 TLS。",
  late_http: "此连接已开始聊天，不能再请求网页：请重新连接，并立即发出请求。",
  late_ssh: "此连接已开始聊天，不能再改用 SSH：请重新连接。",
  ssh: "这里是明文聊天室，不是 SSH 服务器：请用 telnet 或 nc 连接此端口。",
  irc: "这里是用 telnet 和 nc 访问的聊天室，不是 IRC 服务器：请用 telnet 连接此端口。",
  proxy: "本聊天室不认识发来 PROXY 头的代理：请让管理员把它加入 proxies。",
  utf16: "本聊天室使用 UTF-8，而你发来的文字是 UTF-16：请改变编码后重新连接。",
  program: "这里是明文聊天室，你的程序使用的是另一种协议：请用 telnet 或 nc 连接。",
};
