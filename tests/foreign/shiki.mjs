// shiki.mjs GRAMMAR FILE: the file as HTML, coloured by Shiki as in the recipe of editors/shiki.
import { readFileSync } from 'node:fs'
import { createHighlighter } from 'shiki'

const [grammarPath, file] = process.argv.slice(2)
const aisys = JSON.parse(readFileSync(grammarPath, 'utf8'))
const highlighter = await createHighlighter({ langs: [aisys], themes: ['github-dark'] })
process.stdout.write(highlighter.codeToHtml(readFileSync(file, 'utf8'), { lang: 'aisys', theme: 'github-dark' }))
