/** 关于聊天记录：中文。About lines of the past, in Chinese. @module */

import type { Parts } from "../catalogue.ts";

export const past: Parts["past"] = {
  history: ({ of, before, messages }) =>
    messages.length === 0
      ? `${of} 没有你能看到的${before === undefined ? "" : "更早的"}聊天记录。`
      : `以上是 ${of} ${before === undefined ? "最近" : "更早"}的 ${messages.length} 行。`,
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
        ? `没有找到${what}聊天记录，但没有搜完所有记录：换更少见的词，或加上 in: 或 since:。`
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
  no_history: ({ reason }) => `现在读不到聊天记录：${reason}。聊天不受影响。`,
  history_off: ({ room }) => `${room} 不保存聊天记录：房主关闭了。`,
  never_seen: () => "你还没有用这个名字从这个地址来过：/history 查看最近的聊天记录。",
  "/history": "这个房间或你在的另一个房间最近的聊天记录；不写数字就是 20 行",
  "/since": "你上次离开之后，你的房间里最新的 100 行（要用同一名字、同一地址）",
  "/search": "你的房间里包含所有这些词的最新 20 行；since 可用分钟、小时、天（30m、2h、7d）",
  "/forget": "清除你这次来了之后说过的所有话，不论用过什么名字",
};
