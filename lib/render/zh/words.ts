/**
 * 几个句子共用的词语：中文。Chinese words that several sentences need: what things are called, how they are counted.
 *
 * @module
 */

import { NAME_MAX_CHARACTERS } from "../../model/name.ts";
import { type Catalogue, nameList } from "../catalogue.ts";

/** A time span: `30 秒`. */
export const seconds = (ms: number): string => `${Math.round(ms / 1000)} 秒`;

/** What somebody gave as their reason, if anything. */
export const reason = (text: string): string => text === "" ? "" : `：${text}`;

/** Names of people in a row. */
export const names = (list: readonly string[]): string => nameList(list, "、", (count) => `还有 ${count} 人`);
/** Names of rooms in a row. */
export const roomNames = (list: readonly string[]): string =>
  nameList(list, "、", (count) => `还有 ${count} 个房间`);

/** Why a name is refused, as the end of a sentence. */
export const nameProblems: Catalogue["nameProblems"] = {
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

/** What the kinds of rooms are called. */
export const roomKinds: Catalogue["roomKinds"] = {
  public: "公开",
  private: "私密（不列出）",
  "invite-only": "凭邀请进入",
  password: "凭密码进入",
  announce: "公告（只有房主发言）",
};

/** What `/help` calls its topics: two characters each, so that the columns behind them stand in line. */
export const topics: Catalogue["topics"] = {
  talk: "聊天",
  rooms: "房间",
  yours: "房主",
  past: "历史",
  people: "社交",
  you: "自己",
  more: "其他",
};

/** What each command does. */
export const help: Catalogue["help"] = {
  me: "描述动作：* 你 挥挥手",
  msg: "给某人发私信，不管对方在哪个房间；简写 /w",
  reply: "回复最近给你发私信的人；简写 /r",
  join: "进入房间，或回到已在的房间；用新名字就会新建房间，你就是房主，\n  同时写上密码就是密码房间",
  leave: "离开这个房间，或另一个房间；房主离开就不再是房主",
  rooms: "所有房间：人数、类型、话题",
  who: "谁在线，或谁在某个房间",
  topic: "这个房间的话题；房主可以更改",
  room:
    "房主用：谁可以进入（private：不列出）和发言（announce：只有房主）；\n  history on 或 off 开关聊天记录；单独输入：查看现状",
  invite: "邀请某人进入这个房间",
  kick: "房主用：把某人请出这个房间",
  owner: "房主用：让某人也成为房主",
  history: "这个房间或你在的另一个房间最近的聊天记录；不写数字就是 20 行",
  since: "你上次离开之后，你的房间里说过的话（要用同一名字、同一地址）",
  search: "你的房间里包含所有这些词的最新 20 行；since 可用分钟、小时、天（30m、2h、7d）",
  forget: "清除你这次来了之后说过的所有话，不论用过什么名字",
  whois: "某人在哪些房间、来了多久、安静了多久",
  away: "告诉给你发私信的人你暂离了，可写原因；再次输入或发言就算回来",
  ignore: "不再收到某人的话，对方不会知道；单独输入：查看你屏蔽了谁",
  unignore: "重新收到某人的话",
  nick: "改名",
  color: "打开或关闭颜色（只影响你）",
  lang: "English 或中文（只影响你）",
  tz: "你的时区，如 Asia/Shanghai 或 +8，用于你看到的时间",
  set: "进入房间时显示多少行聊天记录；单独输入：查看你的所有设置",
  json: "从现在起每行是一个 JSON 对象，供程序使用（docs/protocol.md）",
  help: "显示本说明，或某个命令的详细说明",
  motd: "管理员写的今日公告",
  health: "服务器是否正常",
  quit: "离开（在空行按 Ctrl-D 也可以）",
};
