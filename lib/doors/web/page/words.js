// @ts-check
/** What the page itself says, in English and in Chinese. All else is a sentence of the server. */

/** @import { Words } from "./types.d.ts" */

/** @type {Words} */
const en = {
  name: "Your name",
  hint: "Others see it. No sign-up, no password.",
  enter: "Join the chat",
  chat: "Chat",
  input: "Message {where}",
  keys: "Enter sends, Tab completes, Esc leaves the field, /help lists all commands.",
  send: "Send",
  password: "Password of {where}",
  newPassword: "New password of {where}",
  newest: "Newest lines",
  people: "People",
  unread: "{where}, {count} unread",
  sending: "sending…",
  failed: "not sent",
  fresh: "new",
  connecting: "Connecting…",
  lost: "↻ Connection lost. What you send waits here. Trying again…",
  close: "Leave {where}",
  parted: "Not sent: {where} has left. Press Enter again to send it to whoever has this name now.",
  events: {
    joined: "{from} has joined the chat",
    left: "{from} has left the chat",
    renamed: "{from} is now known as {to}",
    entered: "{from} has joined {room}",
    exited: "{from} has left {room}",
    removed: "{by} removed {from} from {room}: {text}",
    removed_off: "{by} removed {from} from {room}",
    topic: "{from} set the topic of {room}: {text}",
    topic_off: "{from} removed the topic of {room}",
    room_kind: "{from} made {room} {roomKind}",
    room_history: "{from} turned on the history of {room}",
    room_history_off: "{from} turned off the history of {room}",
    hook: "{from} made the webhook {hook}: programs speak in {room} by it",
    hook_off: "{from} took back the webhook {hook} of {room}",
    owner: "{from} made {to} an owner of {room}",
  },
  kinds: { password: "password-protected" },
};

/** @type {Words} */
const zh = {
  name: "你的名字",
  hint: "别人会看到它。不用注册，不用密码。",
  enter: "进入聊天",
  chat: "聊天",
  input: "发到 {where}",
  keys: "回车发送，Tab 补全，Esc 离开输入框，/help 列出所有命令。",
  send: "发送",
  password: "{where} 的密码",
  newPassword: "{where} 的新密码",
  newest: "最新消息",
  people: "成员",
  unread: "{where}，{count} 条未读",
  sending: "发送中…",
  failed: "没有发送",
  fresh: "新消息",
  connecting: "正在连接…",
  lost: "↻ 连接断了，发送的内容会等在这里。正在重试…",
  close: "离开 {where}",
  parted: "没有发送：{where} 已离开。再按一次回车，会发给现在使用这个名字的人。",
  events: {
    joined: "{from} 进入了聊天",
    left: "{from} 离开了聊天",
    renamed: "{from} 改名为 {to}",
    entered: "{from} 进入了 {room}",
    exited: "{from} 离开了 {room}",
    removed: "{by} 把 {from} 请出了 {room}：{text}",
    removed_off: "{by} 把 {from} 请出了 {room}",
    topic: "{from} 设置了 {room} 的话题：{text}",
    topic_off: "{from} 取消了 {room} 的话题",
    room_kind: "{from} 把 {room} 设为{roomKind}",
    room_history: "{room} 从现在起保存聊天记录（{from}）",
    room_history_off: "{room} 不再保存聊天记录（{from}）",
    hook: "{from} 在 {room} 新建了网络钩子 {hook}，程序可以用它发言",
    hook_off: "{from} 收回了 {room} 的网络钩子 {hook}",
    owner: "{from} 让 {to} 成为 {room} 的房主",
  },
  kinds: {
    public: "公开",
    private: "私密",
    "invite-only": "凭邀请进入",
    password: "凭密码进入",
    announce: "公告",
  },
};

/** @param {string} language */
export const wordsIn = (language) => language === "zh" ? zh : en;

/** A sentence with its facts. @param {string} sentence @param {Record<string, unknown>} facts */
export const filled = (sentence, facts) =>
  sentence.replace(/\{(\w+)\}/g, (_, fact) => String(facts[fact] || "–"));
