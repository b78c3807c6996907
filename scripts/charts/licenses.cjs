// The licences of the packages that a bundle is made of, from esbuild's own account of it.
const fs = require("fs");

const { outputs } = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const script = Object.entries(outputs).find(([name]) => name.endsWith(".js"))[1];
const used = Object.entries(script.inputs).filter(([, part]) => part.bytesInOutput > 0);
const packages = new Set(used.flatMap(([file]) => /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? []));
for (const folder of [...packages].sort()) {
  const { name, version, license } = JSON.parse(fs.readFileSync(`${folder}/package.json`, "utf8"));
  const file = fs.readdirSync(folder).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  const text = file ? fs.readFileSync(`${folder}/${file}`, "utf8").trim() : "(the package has no file of it)";
  console.log(`${name} ${version}: ${license}\n\n${text}\n\n${"-".repeat(80)}\n`);
}
