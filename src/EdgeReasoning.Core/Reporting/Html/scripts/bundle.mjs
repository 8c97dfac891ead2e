// Joins the three minified scripts into one file, packed with Brotli: node bundle.mjs OUTPUT
import { readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';

const scripts = ['vega/build/vega.min.js', 'vega-lite/build/vega-lite.min.js', 'vega-embed/build/vega-embed.min.js'];
const text = scripts
  .map((script) => readFileSync(`node_modules/${script}`, 'utf8').replace(/^\/\/# sourceMappingURL=.*$/m, '').trim())
  .join('\n;\n');
// In a page, these would end the script or hide its end.
if (/<\/script|<!--|\r/i.test(text)) throw new Error('A script holds text that cannot stand inside a page.');
writeFileSync(process.argv[2], brotliCompressSync(Buffer.from(text), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
