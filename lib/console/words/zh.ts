/**
 * 控制台的中文。What the console says in Chinese.
 *
 * @module
 */

import type { ConsoleWords } from "./words.ts";

/** A task in a sentence: of a connection whose it is, of the others what they are called. */
function who(kind: string, name: string): string {
  return kind === "reader" || kind === "pump" ? `${name} 的 ${kind}` : `任务“${name}”`;
}

/** 中文。 */
export const ZH: ConsoleWords = {
  columns: {
    ...{ warn: "警告", id: "编号", state: "状态", name: "名称", total: "总计", busy: "忙碌" },
    ...{ sched: "排队", idle: "空闲", polls: "轮次", kind: "种类", location: "位置" },
    ...{ fields: "字段", parent: "上级", outbox: "发件箱", type: "类型", attributes: "属性" },
    ...{ task: "任务", source: "来源", what: "类别", how: "情况" },
  },
  states: { running: "运行", scheduled: "排队", idle: "空闲", done: "结束" },
  warnings: {
    "never-yielded": ({ kind, name, location, measured, threshold }) =>
      `${who(kind, name)}（${location}）一轮用了 ${measured}（超过 ${threshold}）：大家都在等`,
    "self-wakes": ({ kind, name, location, measured, threshold, part, whole }) =>
      `${
        who(kind, name)
      }（${location}）总是唤醒自己：${whole} 次唤醒中有 ${part} 次，${measured}（超过 ${threshold}）`,
    "lost-waker": ({ kind, name, location, measured }) =>
      `${who(kind, name)}（${location}）已等待 ${measured}，但没有谁能唤醒它`,
    "large": ({ kind, name, measured, part, whole, threshold }) =>
      `${who(kind, name)} 占用 ${part}，是上限 ${whole} 的 ${measured}（超过 ${threshold}）`,
    "slow-reader": ({ name, measured, part, whole }) =>
      `${name} 读得太慢：发件箱超过一半已有 ${measured}（${part}，上限 ${whole}）`,
    "loop-lag": ({ measured, threshold }) => `事件循环迟了 ${measured}（超过 ${threshold}）：大家都在等`,
  },
  warningMeanings: {
    "never-yielded": (threshold) => `一轮超过 ${threshold}：大家都要等它`,
    "self-wakes": (threshold) => `至少 10 次唤醒，其中超过 ${threshold} 是自己唤醒自己`,
    "lost-waker": (threshold) => `等待超过 ${threshold}，而没有谁能唤醒它`,
    "large": (threshold) => `占用超过上限的 ${threshold}`,
    "slow-reader": (threshold) => `发件箱超过一半，并且持续超过 ${threshold}`,
    "loop-lag": (threshold) => `事件循环迟了超过 ${threshold}`,
  },
  header: {
    connecting: "正在连接",
    live: "实时",
    paused: "已暂停",
    lost: (retryIn, reason) => `未连接：${retryIn} 后重试（${reason}）`,
    playing: (file) => `正在回放 ${file}`,
    over: (file) => `录像结束 ${file}`,
    silent: (howLong) => `服务器已有 ${howLong} 没有消息`,
    stranger: (theirs, ours) => `服务器使用协议 ${theirs}，本控制台使用 ${ours}：请用服务器自带的版本`,
    up: (version, howLong) => `${version} 已运行 ${howLong}`,
    arriving: (tasks, of) => `任务 ${tasks}，共 ${of}`,
    tasks: (count, running, idle, done) => `任务 ${count}：运行 ${running}、空闲 ${idle}、结束 ${done}`,
    resources: (count) => `资源 ${count}`,
    people: (count) => `在线 ${count} 人`,
    lines: (heard, sent) => `收 ${heard} 发 ${sent}`,
    processor: (percent) => `CPU ${percent}`,
    memory: (bytes) => `内存 ${bytes}`,
    dropped: (count) => `丢失更新 ${count}`,
  },
  views: {
    tasks: (shown, all) => shown === all ? `任务 ${all}` : `任务 ${shown}，共 ${all}`,
    resources: (shown, all) => shown === all ? `资源 ${all}` : `资源 ${shown}，共 ${all}`,
    task: (id, name) => `任务 ${id}：${name}`,
    resource: (id, name) => `资源 ${id}：${name}`,
    help: "帮助",
    filter: (text) => `筛选：${text}`,
    onlyWarned: "只看有警告的",
    sorted: (column) => `按${column}`,
    none: "还没有收到任何内容。",
    noneMatch: "没有符合的行：按 Esc 显示全部。",
  },
  details: {
    gone: "它已经结束，不再显示（--retain-for）：按 Esc 返回。",
    spawned: (location) => `创建于 ${location}`,
    made: (type, location) => `${type}，创建于 ${location}`,
    waitsFor: (what) => `在等：${what}`,
    awaited: {
      "": "未知",
      nothing: "无",
      "a name": "名字",
      "a line": "一行",
      "its pace": "限速",
      "slow readers": "慢读者",
      "its own answer": "自己的回答写完",
      "the goodbye to be read": "对方读完道别",
      lines: "新行",
      flush: "下一次发送",
      write: "写完",
      "lines to hand out": "要分发的行",
      "lines to save": "要保存的行",
      "its timer": "定时器",
      "timers of sessions": "会话的定时器",
      connections: "连接",
      requests: "请求",
    },
    wakes: (count) => `唤醒 ${count}`,
    selfWakes: (count, percent) => `自己唤醒 ${count}（${percent}）`,
    lastWoken: (ago) => `上次唤醒在 ${ago} 前`,
    neverWoken: "从未被唤醒",
    longest: (howLong, ago) => `最长一轮 ${howLong}，在 ${ago} 前`,
    retains: (bytes, bound, percent) => `占用 ${bytes}，上限 ${bound}（${percent}）`,
    turns: "每轮用时",
    lags: "排队用时",
    histogram: (from, to) => `从 ${from} 到 ${to}`,
    noDetails: "百分位数随下次更新到来。",
    none: "还没有",
    related: "同一连接的",
    noneRelated: "没有别的属于同一连接。",
    operations: "异步操作",
    parent: (name) => `属于 ${name}`,
    lines: (count, of) => `${count} 行，上限 ${of} 行`,
    bytes: (count, of) => `${count}，上限 ${of}`,
    highWater: (bytes) => `最多时 ${bytes}`,
    inFlight: (bytes) => `正在写 ${bytes}`,
    skipped: (count) => `跳过 ${count} 行`,
    overHalf: (howLong) => `超过一半已有 ${howLong}`,
    lag: (median, greatest) => `延迟：中位数 ${median}，最大 ${greatest}`,
    waiting: "等待中",
    task: "任务",
    resource: "资源",
  },
  cells: { skipped: (count) => `跳过${count}` },
  counted: {
    many: (name, count, first) => `${name}（${count}），最严重的：${first}`,
    more: (names) => `还有 ${names}`,
    trouble: "故障",
  },
  actions: {
    kick: (who) => `踢出 ${who}？y / n`,
    noPeer: (id, name) => `第 ${id} 行（${name}）不能踢出：它不属于任何人的连接。`,
    alreadyGone: (name) => `${name} 不能踢出：连接已经结束。`,
    noOutbox: (id, name) => `第 ${id} 行（${name}）没有发件箱。`,
    noRow: "没有选中任何行。",
    notKicked: "没有踢出任何人。",
    playing: "这是录像，不能操作：它背后已经没有人了。",
  },
  dump: {
    title: (name) => `${name} 的发件箱：等待发送的各段大小，先发的在前`,
    pieces: (count, bytes) => `${count} 段，${bytes}`,
    empty: "没有等待发送的内容。",
    largest: (bytes) => `最大的 ${bytes}`,
    cut: (count) => `只列出前 ${count} 段`,
  },
  footer: {
    table: "? 帮助  q 退出  t 任务  r 资源  Enter 详情  / 筛选  w 警告  空格 暂停  K 踢出  D 大小",
    details: "? 帮助  q 退出  Esc 返回  Enter 前往  PgUp/PgDn 滚动  空格 暂停  K 踢出  D 大小",
    overlay: "Esc 关闭  j/k PgUp/PgDn 滚动  q 退出",
    typing: (text) => `/${text}`,
  },
  help: {
    keys: [
      ["t, r", "任务，资源"],
      ["Enter, Esc", "详情，返回"],
      ["j k, 下 上", "移动，到头绕回"],
      ["gg, G", "第一行，最后一行"],
      ["PgUp, PgDn", "翻页；滚动详情"],
      ["h l, 左 右", "按另一列排序"],
      ["i", "反过来排序"],
      ["空格", "暂停，继续"],
      ["/", "筛选：词、-词、kind:pump"],
      ["w", "只看有警告的"],
      ["K", "踢出这一行背后的人"],
      ["D", "这一行的发件箱里各段大小"],
      ["?, Esc", "本帮助，关闭"],
      ["q, Ctrl-C", "退出"],
    ],
    warnings: "警告",
    off: "关闭",
  },
  tooSmall: (columns, rows) => `窗口太小，至少 ${columns}x${rows}`,
};
