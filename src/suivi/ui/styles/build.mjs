// Compiles the look. Results are committed, so that nobody needs npm to run Suivi.
import { build } from "esbuild";
import { compile } from "sass";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const target = "../static/ui";
const LIMIT = 22_000; // bytes, gzipped: read over a slow line before the first word appears

const { css } = compile("suivi.scss", {
  style: "compressed",
  charset: false, // the server says that it is UTF-8; a mark inside would spoil the first rule
  loadPaths: ["."],
  quietDeps: true,
});
// Every functional colour is set in _tokens: the fallbacks would only be carried along.
const short = css.replace(/var\((--govuk-[a-z-]+-colour), ?#[0-9a-f]+\)/g, "var($1)");
const notice = "/*! Suivi, EUPL-1.2; contains govuk-frontend, MIT, (c) Crown Copyright (Government Digital Service) */\n";
writeFileSync(`${target}/suivi.css`, notice + short.trimEnd() + "\n");

// A report in one file brings the style of its charts along.
const charts = compile("_charts.scss", { style: "compressed" }).css;
writeFileSync("../../publications/data/charts.css", charts.trimEnd() + "\n");

await build({
  entryPoints: ["suivi.mjs", "desk.mjs"],
  outdir: target,
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2020",
  legalComments: "none",
  banner: { js: notice.trim() },
});
copyFileSync("node_modules/htmx.org/dist/htmx.min.js", `${target}/htmx.min.js`);

for (const name of ["suivi.css", "suivi.js", "desk.js", "htmx.min.js"]) {
  const size = gzipSync(readFileSync(`${target}/${name}`), { level: 9 }).length;
  console.log(`${name}: ${size} bytes gzipped`);
  if (name === "suivi.css" && size > LIMIT) throw new Error(`suivi.css is above ${LIMIT} bytes`);
}
