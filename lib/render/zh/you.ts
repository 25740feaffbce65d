/** 关于自己和连接：中文。About somebody themselves and their connection, in Chinese. @module */

import type { Parts } from "../catalogue.ts";
import { onOff, settingWords } from "../settings.ts";
import { dateTimeText } from "../time.ts";
import { nameProblems, names, topics as topicWords } from "./words.ts";

const notResumable = {
  off: "本服务器不等待中断的连接：请直接输入名字。",
  here: "你已经在聊天室里：请在输入名字之前用令牌回来。",
  unknown: "不认识这个令牌：它可能已过期，或者服务器重启过。请直接输入名字。",
  elsewhere: "你的座位在本聊天室的另一台服务器上：请直接在这里输入名字。",
  seen: "你不可能收到这么多行：请从给出令牌的回答之后开始数。",
} as const;

export const you: Parts["you"] = {
  greeting: ({ name, server, others, more }) => {
    const hello = server === undefined ? `你好 ${name}` : `你好 ${name}，这里是 ${server}`;
    return others.length === 0
      ? `${hello}，你是第一个到的。输入文字即可发言，/help 查看帮助。`
      : `${hello}，现在在线：${names(others, more)}。输入文字即可发言，/help 查看帮助。`;
  },
  motd: ({ lines }) =>
    lines.length === 0
      ? "今天没有公告。"
      : ["今日公告：", ...lines.map((line) => `  ${line}`.trimEnd())].join("\n"),
  help: ({ topics }) =>
    [
      "输入一行文字并按回车，同一房间的人都会看到。以 / 开头的是命令：",
      ...topics.map(({ topic, usages }) => `  ${topicWords[topic]}  ${usages.join("  ")}`),
      "//text 发送以 / 开头的文字。/help search 查看 /search 的详细说明。",
    ].join("\n"),
  renamed_you: ({ to }) => `你现在叫 ${to}。`,
  same_name: ({ name }) => `你已经叫 ${name} 了。`,
  dialect: ({ dialect }) => `颜色已${dialect.color ? "打开" : "关闭"}，语言为中文。`,
  time_zone: ({ time }, { timeZone }) =>
    `时间按${timeZone === "system" ? "服务器的时区" : ` ${timeZone} `}显示，那里现在是 ${
      dateTimeText(time, timeZone)
    }。`,
  settings: (settings) =>
    `你的设置：${settingWords(settings, "，")}，color ${
      onOff(settings.dialect.color)
    }，lang zh，tz ${settings.dialect.timeZone}。`,
  protocol: () => "从现在起，你和服务器每行写一个 JSON 对象，说明见 docs/protocol.md。",
  resumable: ({ resumeMs }) => `连接中断后，请在 ${Math.round(resumeMs / 1000)} 秒内用这个令牌回来。`,
  resumed: ({ you, missed }) => `欢迎回来，${you}：这期间有 ${missed} 行。`,
  still_here: () => "在的。",
  draining: ({ stopsInMs }) =>
    `服务器将在 ${Math.ceil(stopsInMs / 1000)} 秒后停止：请把话说完，等它重新运行后再来。`,
  health: ({ trouble, concern, node, isCutOff }) =>
    (trouble !== undefined
      ? `服务器在运行，但聊天内容没有保存下来：${trouble}。`
      : concern !== undefined
      ? `服务器在运行，聊天内容也在保存，但之前保存的内容可能有缺失：${concern}。`
      : isCutOff
      ? "服务器在运行。"
      : "服务器一切正常。") +
    (node === undefined ? "" : `这里是节点 ${node}${isCutOff ? "，它与其他节点断开了" : ""}。`),
  no_command: ({ given }) =>
    `${given === "" ? "" : `这里没有命令“${given}”。`}用法：ssh HOST 命令，` +
    `命令是 /help 中的一个，或 "say 文字"。例如：ssh HOST who`,
  no_screen: () => "服务器不能清空你的屏幕，因为屏幕由你自己的程序显示：请在那里清屏。",
  not_resumable: ({ cause }) => notResumable[cause],
  bad_name: ({ problem, given }) =>
    given === ""
      ? `不能使用这个名字：${nameProblems[problem]}。`
      : `不能使用“${given}”作为名字：${nameProblems[problem]}。`,
  unclear_zone: ({ given, zones }) =>
    `不能使用“${given}”这样的缩写，很多缩写可以指好几个地方：请输入 ${
      zones.map((zone) => `/tz ${zone}`).join(" 或 ")
    }。`,
  crowded: ({ guests }) => `聊天室已满：已有 ${guests} 个连接。请稍后再试。`,
  crowded_address: ({ guests, network }) =>
    `来自你的${
      network === undefined ? "地址" : `网络（${network}）`
    }的连接太多：已有 ${guests} 个。请关闭一个后再试。`,
  "/nick": "改名",
  "/color": "打开或关闭颜色（只影响你）",
  "/lang": "English 或中文（只影响你）",
  "/tz": "你的时区，如 Asia/Shanghai 或 +8，用于你看到的时间",
  "/set": "更改一项自己的设置；单独输入：查看你的所有设置\n" +
    "  replay 0..100：进入房间时显示多少行聊天记录\n" +
    "  joins on|off|few：显示谁的进出；few 只显示一小时内发过言的人\n" +
    "  bell off|mention|all：提到你或私信时响铃（mention），或每一行都响（all）\n" +
    "  stamps on|off：在每行前面显示时间\n" +
    "  editor on|off：由服务器还是由你自己的程序编辑输入的文字",
  "/json": "供程序使用：从现在起，你和服务器每行写一个 JSON 对象（docs/protocol.md）",
  "/clear": "清空你的屏幕",
  "/help": "显示本说明，或某个命令的详细说明",
  "/motd": "管理员写的今日公告",
  "/health": "服务器是否正常",
  "/quit": "离开（在空行按 Ctrl-D 也可以）",
};
