/**
 * 服务器对一个人的回答和提示：中文。What the server answers and tells one person, in Chinese.
 *
 * @module
 */

import type { ListedPerson } from "../../model/notice.ts";
import type { Catalogue } from "../catalogue.ts";
import { dateTimeText } from "../time.ts";
import { help, names, reason, roomKinds, roomNames, topics as topicWords } from "./words.ts";

const person = ({ name, isBot, isAway }: ListedPerson) =>
  name + (isBot ? " [机器人]" : "") + (isAway ? "（暂离）" : "");
/** Stands behind a Chinese character: a space parts that from a digit, and from nothing else. */
const span = (ms: number) => {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return "不到 1 分钟";
  if (minutes < 120) return ` ${minutes} 分钟`;
  return minutes < 2880 ? ` ${Math.floor(minutes / 60)} 小时` : ` ${Math.floor(minutes / 1440)} 天`;
};

/** One sentence for every kind of notice. */
export const notices: Catalogue["notices"] = {
  greeting: ({ name, server, others }) => {
    const hello = server === undefined ? `你好 ${name}` : `你好 ${name}，这里是 ${server}`;
    return others.length === 0
      ? `${hello}，你是第一个到的。输入文字即可发言，/help 查看帮助。`
      : `${hello}，现在在线：${names(others)}。输入文字即可发言，/help 查看帮助。`;
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
  help_on: ({ verb, usage }) => `${usage}\n  ${help[verb]}`,
  who: ({ room, people, you }) =>
    `${room === undefined ? "" : `${room} 里`}现在有 ${people.length} 人${
      room === undefined ? "在线" : ""
    }：${names(people.map(person))}。你是 ${you}。`,
  whois: ({ person: who, rooms, hereMs, quietMs, awayText }) =>
    `${person({ ...who, isAway: false })} 来了${span(hereMs)}，安静了${span(quietMs)}` +
    (rooms.length === 0 ? "" : `，在 ${roomNames(rooms)}`) +
    (who.isAway ? `，暂离${reason(awayText)}` : "") + "。",
  renamed_you: ({ to }) => `你现在叫 ${to}。`,
  same_name: ({ name }) => `你已经叫 ${name} 了。`,
  dialect: ({ dialect }) => `颜色已${dialect.color ? "打开" : "关闭"}，语言为中文。`,
  time_zone: ({ time }, { timeZone }) =>
    `时间按${timeZone === "system" ? "服务器的时区" : ` ${timeZone} `}显示，那里现在是 ${
      dateTimeText(time, timeZone)
    }。`,
  settings: ({ replay, dialect: { color, timeZone } }) =>
    `你的设置：replay ${replay}，color ${color ? "on" : "off"}，lang zh，tz ${timeZone}。`,
  still_here: () => "在的。",
  not_utf8: () => "你输入的一些字不是有效的 UTF-8，别人看到的是 \ufffd：请把终端设为 UTF-8。",
  health: ({ trouble, concern }) =>
    trouble !== undefined
      ? `服务器在运行，但聊天内容没有保存下来：${trouble}。`
      : concern === undefined
      ? "服务器一切正常。"
      : `服务器在运行，聊天内容也在保存，但之前保存的内容需要有人查看：${concern}。`,
  paced: ({ linesPerSecond }) => `你的输入超过每秒 ${linesPerSecond} 行：不会丢失，将按这个速度发送。`,
  skipped: ({ lines }) => `此处略过了 ${lines} 行：你的连接读取太慢。`,
  rooms: ({ rooms, more }) =>
    [
      "房间（* 你在里面，> 你的话发到那里）：",
      ...rooms.map(({ name, roomKind, people, topic, you }) =>
        `${{ current: ">", in: "*", out: " " }[you]} ${name}  ${people} 人，${roomKinds[roomKind]}${
          topic === "" ? "" : `  ${topic}`
        }`
      ),
      ...(more === 0 ? [] : [`  还有 ${more} 个房间`]),
      "/join #房间名 进入房间；用新名字就会新建房间。",
    ].join("\n"),
  room_made: ({ room, roomKind }) =>
    `你新建了 ${room}，你就是房主：${
      roomKind === "public" ? "房间是公开的" : `房间${roomKinds[roomKind]}`
    }，可用 /room 更改。现在你的话会发到那里。`,
  room_entered: ({ room, roomKind, topic, others }) =>
    `你进入了 ${room}${roomKind === "public" ? "" : `，${roomKinds[roomKind]}`}${
      topic === "" ? "" : `，话题是“${topic}”`
    }，${others.length === 0 ? "这里还没有别人" : `和你一起的有：${names(others)}`}。现在你的话会发到那里。`,
  room_current: ({ room }) => `现在你的话会发到 ${room}。`,
  room_left: ({ room, current }) => `你离开了 ${room}。现在你的话会发到 ${current}。`,
  room_topic: ({ room, topic }) => topic === "" ? `${room} 没有话题。` : `${room} 的话题：${topic}`,
  room_state: ({ room, roomKind, keepsHistory, owners }) =>
    `${room}：${roomKinds[roomKind]}，${keepsHistory ? "" : "不"}保存聊天记录，${
      owners.length === 0 ? "没有房主在场" : `房主是 ${names(owners)}`
    }。`,
  removed_you: ({ room, by, text, current }) =>
    `${by} 把你请出了 ${room}${reason(text)}。现在你的话会发到 ${current}。`,
  invited_you: ({ by, room }) => `${by} 邀请你去 ${room}：输入 /join ${room} 即可进入。`,
  invited: ({ name, room }) => `${name} 现在可以进入 ${room}，已经通知对方。`,
  is_away: ({ name, text }) => `${name} 暂离${reason(text)}。你的话会留在对方的屏幕上。`,
  away: ({ text }) => `你已暂离${reason(text)}。发言或再次输入 /away 就算回来。`,
  back: () => "欢迎回来。",
  ignoring: ({ name }) => `你不会再收到 ${name} 的话；/unignore ${name} 可以取消。`,
  heeding: ({ name }) => `你又能收到 ${name} 的话了。`,
  ignored: ({ names: list }) => list.length === 0 ? "你没有屏蔽任何人。" : `你屏蔽了：${names(list)}。`,
  replay: () => "",
  history: ({ of, messages }) =>
    messages.length === 0 ? `${of} 没有你能看到的聊天记录。` : `以上是 ${of} 最近的 ${messages.length} 行。`,
  since: ({ messages, hasMore }) =>
    messages.length === 0
      ? "上次离开之后，你没有错过什么。"
      : hasMore
      ? `以上是你上次离开之后最新的 ${messages.length} 行；/history 可以看到更多。`
      : `以上是你上次离开之后的 ${messages.length} 行。`,
  found: ({ words, messages, hasMore, unindexed }) => {
    const what = words === "" ? "符合条件的" : `包含“${words}”的`;
    const found = messages.length === 0
      ? hasMore
        ? `在最新的、含有其中一些词的聊天记录里没有${what}：换更少见的词，或加上 in: 和 since:。`
        : `你的房间里没有${what}聊天记录。`
      : hasMore
      ? `以上是${what}最新 ${messages.length} 行；多写几个词可以缩小范围。`
      : `以上是${what} ${messages.length} 行。`;
    return unindexed === 0 ? found : `${found}还有 ${unindexed} 行没有搜到：请稍后再试。`;
  },
  not_saving: ({ reason }) => `现在的聊天内容没有保存下来（${reason}），这里可能会缺几行。`,
  forgotten: ({ lines, isCertain }) =>
    isCertain
      ? `已清除你说过的 ${lines} 行。别人屏幕上已有的不受影响。`
      : "等到存储可以写入，就会清除你说过的话。",
  protocol: () => "从现在起每行是一个 JSON 对象，含义见 docs/protocol.md。",
  done: () => "",
};
