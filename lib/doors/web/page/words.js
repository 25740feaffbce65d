// @ts-check
/** What the page itself says, in English and in Chinese. All else is a sentence of the server. */

/** @type {import("./types.d.ts").Words} */
const en = {
  name: "Your name",
  hint: "Others see it. No sign-up, no password.",
  enter: "Join the chat",
  chat: "Chat",
  rooms: "Rooms and people",
  lines: (where) => `Lines of ${where}`,
  input: (where) => `Message ${where}`,
  keys: "Enter sends, Tab completes, Esc leaves the field, /help lists all commands.",
  send: "Send",
  password: (room, isNew) => isNew ? `New password of ${room}` : `Password of ${room}`,
  callOff: "Esc or an empty field calls it off.",
  newest: "Newest lines",
  people: (n) => n === 1 ? "1 person" : `${n} people`,
  unread: (n) => `${n} unread`,
  sending: "sending…",
  failed: "not sent",
  fresh: "new",
  begins: "The kept lines begin here.",
  alone: "Only the two of you read this. It is not kept.",
  status: {
    connecting: "Connecting…",
    lost: "Connection lost. Trying again…",
    offline: "You are offline. What you send waits here.",
    ended: "You have left the chat.",
  },
  nameHeld: "Your old connection still has your name. Trying again…",
  close: (what) => `Leave ${what}`,
  events: {
    joined: ({ from }) => `${from} has joined the chat`,
    left: ({ from }) => `${from} has left the chat`,
    renamed: ({ from, to }) => `${from} is now known as ${to}`,
    entered: ({ from, room }) => `${from} has joined ${room}`,
    exited: ({ from, room }) => `${from} has left ${room}`,
    removed: ({ from, room, by, text }) => `${from} was removed from ${room} by ${by}${text && `: ${text}`}`,
    topic: ({ from, room, text }) =>
      text === "" ? `${from} removed the topic of ${room}` : `${from} set the topic of ${room}: ${text}`,
    room_kind: ({ from, room, roomKind }) => `${from} made ${room} ${roomKind}`,
    room_history: ({ from, room, isKept }) =>
      isKept ? `${from} turned on the history of ${room}` : `${from} turned off the history of ${room}`,
    owner: ({ from, to, room }) => `${from} made ${to} an owner of ${room}`,
  },
};

/** @type {import("./types.d.ts").Words} */
const zh = {
  name: "你的名字",
  hint: "别人会看到它。不用注册，不用密码。",
  enter: "进入聊天",
  chat: "聊天",
  rooms: "房间和私聊",
  lines: (where) => `${where} 的消息`,
  input: (where) => `发到 ${where}`,
  keys: "回车发送，Tab 补全，Esc 离开输入框，/help 列出所有命令。",
  send: "发送",
  password: (room, isNew) => isNew ? `${room} 的新密码` : `${room} 的密码`,
  callOff: "按 Esc 或留空则取消。",
  newest: "最新消息",
  people: (n) => `${n} 人`,
  unread: (n) => `${n} 条未读`,
  sending: "发送中…",
  failed: "没有发送",
  fresh: "新消息",
  begins: "保存的消息从这里开始。",
  alone: "只有你们两人能看到，不会保存。",
  status: {
    connecting: "正在连接…",
    lost: "连接断了，正在重试…",
    offline: "你现在离线，发送的内容会等在这里。",
    ended: "你已离开聊天。",
  },
  nameHeld: "旧的连接还占着你的名字，正在重试…",
  close: (what) => `离开 ${what}`,
  events: {
    joined: ({ from }) => `${from} 进入了聊天`,
    left: ({ from }) => `${from} 离开了聊天`,
    renamed: ({ from, to }) => `${from} 改名为 ${to}`,
    entered: ({ from, room }) => `${from} 进入了 ${room}`,
    exited: ({ from, room }) => `${from} 离开了 ${room}`,
    removed: ({ from, room, by, text }) => `${by} 把 ${from} 请出了 ${room}${text && `：${text}`}`,
    topic: ({ from, room, text }) =>
      text === "" ? `${from} 取消了 ${room} 的话题` : `${from} 设置了 ${room} 的话题：${text}`,
    room_kind: ({ from, room, roomKind }) => `${from} 把 ${room} 设为 ${roomKind}`,
    room_history: ({ from, room, isKept }) =>
      isKept ? `${room} 从现在起保存聊天记录（${from}）` : `${room} 不再保存聊天记录（${from}）`,
    owner: ({ from, to, room }) => `${from} 让 ${to} 成为 ${room} 的房主`,
  },
};

/** @param {string} language */
export function wordsIn(language) {
  return language === "zh" ? zh : en;
}
