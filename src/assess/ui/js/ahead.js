// The person's marks as the form beside the radar has them now: a click is drawn at once, before the
// kernel has counted it. What the kernel sends later says the same, with its words.
// `ids`: competencies in the order of the axes; `ahead`: see `charts.ahead`.
function withAnswers(values, ids, ahead, ask) {
  const told = ids.map(ask);
  if (!told.every((item) => item?.question)) return values;
  const { person, rims, highest, words } = ahead;
  const before = values[person];
  const angles = before.theta.slice(0, ids.length);
  const levels = told.map((item) => item.answer.level ?? null);
  const closed = (items) => [...items, items[0]];
  const texts = told.map(({ question, label }, index) => {
    if (levels[index] === before.r[index]) return before.text[index];
    return levels[index] === null ? "" : `${question.title}<br>${words.you}: ${label} (${levels[index]})`;
  });
  const found = [...values];
  found[person] = { ...before, r: closed(levels), text: closed(texts) };
  for (const [state, place] of Object.entries(rims)) {
    const hits = told.flatMap(({ answer }, index) => {
      const here = answer.not_applicable ? "not_applicable" : levels[index] === null ? "unrated" : "";
      return here === state ? [index] : [];
    });
    found[place] = {
      ...values[place],
      r: hits.map(() => highest),
      theta: hits.map((index) => angles[index]),
      text: hits.map((index) => `${told[index].question.title}<br>${words[state]}`),
    };
  }
  return found;
}
