// Bundles the page's scripts: each module that exports a widget as its default, and the page's own,
// with all that they import, become files of src/assess/bundles. With --check nothing is written: a file that differs is an error.
// The first line of a bundle holds a hash of its sources, for the test that does without Node.js.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { build } from "esbuild";

const ROOT = "src/assess";
const BUNDLES = join(ROOT, "bundles");

const sources = readdirSync(ROOT, { recursive: true })
  .map((name) => join(ROOT, String(name)))
  .filter((path) => path.endsWith(".js") && !path.endsWith(".min.js") && !path.startsWith(BUNDLES))
  .sort();
const PAGES = ["page", "room", "wall"].map((name) => join(ROOT, `server/front/${name}.js`));
const FILE = join(ROOT, "app/feedback/reply/file.js"); // within a file that works without a server
const FIRST = join(ROOT, "server/front/first.js"); // it must run where nothing else of ours does
const entries = sources.filter((path) => [...PAGES, FILE, FIRST].includes(path) || /^export default /m.test(readFileSync(path, "utf8")));
// src/assess/app/rate/form.js → rate/form.js
const nameOf = (path) => relative(ROOT, path).split(sep).slice(1).join("/");

async function bundled(entry) {
  const { outputFiles, metafile } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format: entry === FIRST ? "iife" : "esm",
    target: entry === FIRST ? "es5" : "es2022",
    charset: "utf8",
    write: false,
    metafile: true,
  });
  const hash = createHash("sha256");
  for (const path of Object.keys(metafile.inputs).sort()) hash.update(`${path}\n${readFileSync(path, "utf8")}`);
  return `/* ${hash.digest("hex")} */\n${outputFiles[0].text}`;
}

const wanted = new Map();
for (const entry of entries) {
  wanted.set(nameOf(entry), await bundled(entry));
}

mkdirSync(BUNDLES, { recursive: true });
const present = readdirSync(BUNDLES, { recursive: true }).map(String).filter((name) => name.endsWith(".js")).map((name) => name.split(sep).join("/"));
const gone = present.filter((name) => !wanted.has(name));
const changed = [...wanted.keys()].filter((name) => {
  const path = join(BUNDLES, name);
  return !existsSync(path) || readFileSync(path, "utf8") !== wanted.get(name);
});

if (process.argv.includes("--check")) {
  if (gone.length + changed.length) {
    console.error(`Run make bundle, these files aren't what it makes: ${[...gone, ...changed].join(", ")}`);
    process.exitCode = 1;
  }
} else {
  for (const name of gone) rmSync(join(BUNDLES, name));
  for (const name of changed) {
    mkdirSync(dirname(join(BUNDLES, name)), { recursive: true });
    writeFileSync(join(BUNDLES, name), wanted.get(name));
  }
  console.log(`${wanted.size} bundles, ${changed.length} of them new or changed`);
}
