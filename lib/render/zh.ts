/**
 * 服务器说的每一句话：中文。Everything the server says, in Chinese.
 *
 * @module
 */

import { NAME_MAX_CHARACTERS } from "../model/name.ts";
import { type Catalogue, nameList } from "./catalogue.ts";

const names = (list: readonly string[]) => nameList(list, "、", (count) => `还有 ${count} 人`);
const seconds = (ms: number) => `${Math.round(ms / 1000)} 秒`;

/** The Chinese catalogue. */
export const zh: Catalogue = {
  notices: {
    greeting: ({ name, others }) =>
      others.length === 0
        ? `你好 ${name}，你是第一个到的。输入文字即可发言，/help 查看帮助。`
        : `你好 ${name}，现在在线：${names(others)}。输入文字即可发言，/help 查看帮助。`,
    help: ({ commands }) =>
      [
        "输入一行文字并按回车，其他人都会看到。以 / 开头的是命令：",
        ...commands.map(({ verb, usage }) => `  ${usage.padEnd(16)} ${zh.help[verb]}`),
        "  //text           发送以 / 开头的文字",
      ].join("\n"),
    who: ({ names: list, you }) => `现在有 ${list.length} 人在线：${names(list)}。你是 ${you}。`,
    renamed_you: ({ to }) => `你现在叫 ${to}。`,
    same_name: ({ name }) => `你已经叫 ${name} 了。`,
    dialect: ({ dialect }) => `颜色已${dialect.color ? "打开" : "关闭"}，语言为中文。`,
    still_here: () => "在的。",
    paced: ({ linesPerSecond }) => `你的输入超过每秒 ${linesPerSecond} 行：不会丢失，将按这个速度发送。`,
    skipped: ({ lines }) => `此处略过了 ${lines} 行：你的连接读取太慢。`,
  },
  refusals: {
    bad_name: ({ problem, given }) =>
      given === ""
        ? `不能使用这个名字：${zh.nameProblems[problem]}。`
        : `不能使用“${given}”作为名字：${zh.nameProblems[problem]}。`,
    unknown_verb: ({ given, nearest }) =>
      nearest === undefined
        ? `没有 /${given} 这个命令。输入 /help 查看所有命令，输入 //${given} 可原样发送。`
        : `没有 /${given} 这个命令，是不是想用 /${nearest}？输入 /help 查看所有命令。`,
    bad_argument: ({ verb, given, usage }) =>
      given === ""
        ? `/${verb} 还缺少内容：请输入 ${usage}。`
        : `“${given}”不适用于 /${verb}：请输入 ${usage}。`,
    not_yet: ({ verb }) => `进入之后才能使用 /${verb}：请先输入名字。`,
    line_too_long: ({ maxLineBytes }) => `这一行没有发送：超过了 ${maxLineBytes} 字节。`,
    line_not_text: () => "这一行没有发送：不是有效的 UTF-8 文字。请把终端设为 UTF-8 后重新输入。",
    crowded: ({ guests }) => `聊天室已满：已有 ${guests} 个连接。请稍后再试。`,
    crowded_address: ({ guests }) => `来自你的地址的连接太多：已有 ${guests} 个。请关闭一个后再试。`,
  },
  farewells: {
    quit: () => "再见！",
    hung_up: () => "再见！",
    too_slow: ({ stalledMs }) => `再见：你的连接已有 ${seconds(stalledMs)} 没有读取任何内容。`,
    nameless: ({ nameMs }) => `再见：${seconds(nameMs)}内没有收到名字，欢迎再来。`,
    too_many_tries: ({ nameTries }) => `再见：${nameTries} 个名字都不能使用，欢迎再来。`,
    stranger: ({ spoke }) => zh.strangers[spoke],
    stopping: () => "再见：服务器正在停止。",
    bug: () => "再见：服务器出了错，已经记录下来，欢迎再来。",
  },
  renamed: (from, to) => `${from} 改名为 ${to}`,
  nameProblems: {
    blank: "名字至少要有一个字母或数字",
    too_long: `名字最多 ${NAME_MAX_CHARACTERS} 个字符`,
    bad_character: "名字只能用文字、数字、_ - 和 .",
    mixed_scripts: "名字只能用一种文字书写",
    reserved: "这是保留给服务器的名字",
    taken: "已经有人使用这个名字或外形相同的名字",
    not_text: "不是有效的 UTF-8 文字",
  },
  strangers: {
    tls: "这里是明文聊天室，不支持 TLS：请用 telnet 或 nc 连接。",
    http: "这里是用 telnet 和 nc 访问的聊天室，不是网页服务器：请用 telnet 连接此端口。",
    ssh: "这里是明文聊天室，不是 SSH 服务器：请用 telnet 或 nc 连接此端口。",
  },
  help: {
    help: "显示本说明",
    who: "谁在线",
    me: "描述动作：* 你 挥挥手",
    nick: "改名",
    color: "打开或关闭颜色（只影响你）",
    lang: "English 或中文（只影响你）",
    quit: "离开（在空行按 Ctrl-D 也可以）",
  },
};
