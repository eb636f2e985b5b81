// The two requests of the simulator. A failure is a Problem whose code `wording.js` can say.

export class Problem extends Error {
  constructor(code, facts = {}) {
    super(code);
    this.code = code;
    this.facts = facts;
  }
}

export function messagesSince(number, after) {
  const query = after ? `?${new URLSearchParams({ after })}` : "";
  return answerOf(`/simulator/messages${query}`, { headers: { "X-Phone-Number": number } });
}

export function send({ message, number, channel, body, files }) {
  const form = new FormData();
  form.set("token", document.querySelector("meta[name=simulator-token]").content);
  for (const [name, value] of Object.entries({ message, number, channel, body })) form.set(name, value);
  for (const file of files) form.append("media", file);
  return answerOf("/simulator/send", { method: "POST", body: form });
}

async function answerOf(url, options) {
  const response = await fetch(url, options).catch(() => {
    throw new Problem("offline");
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Problem(answer.error ?? "unknown", answer);
  return answer;
}
