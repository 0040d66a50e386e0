-- Turns models in a document into their pictures, when pandoc converts it:
--
--     pandoc --standalone --self-contained --lua-filter aisys.lua --syntax-definition aisys.xml document.md -o document.html
--
-- The pictures are files of the document: `--self-contained` puts them into the page (from pandoc 2.19 on its name is
-- `--embed-resources`), `--extract-media DIR` beside it; DOCX, EPUB and PDF hold them anyway.
--
-- A code block of the class `aisys` that names a view becomes that view's picture; its caption is the text for those
-- who cannot see it. A block with a `file` draws that file instead of its own text. Other blocks are coloured.
--
--     ```{.aisys view=map caption="The assistant and who talks to it"}
--     agent triage "Triage agent"
--     ```
--
-- The program is `aixc`, or what the environment variable AIXC names.

local program = os.getenv("AIXC") or "aixc"

-- The bytes of the picture; a model with errors ends the conversion, after aixc has said why on standard error.
local function draw(block)
  local from = block.attributes.file or "-"
  local arguments = { from, "-o", "-", "--format", "svg", "--view", block.attributes.view }
  local drawn, picture = pcall(pandoc.pipe, program, arguments, block.text)
  if not drawn and type(picture) == "table" then
    error("`" .. program .. "` did not draw the model in this block:\n" .. block.text, 0)
  elseif not drawn then
    error("`" .. program .. "` could not be started; the environment variable AIXC names the program: " .. tostring(picture), 0)
  end
  return picture
end

function CodeBlock(block)
  if not block.classes:includes("aisys") or not block.attributes.view then
    return nil
  end
  local picture = draw(block)
  local name = "aisys-" .. pandoc.sha1(picture) .. ".svg"
  pandoc.mediabag.insert(name, "image/svg+xml", picture)
  local caption = block.attributes.caption or "Threat model"
  return pandoc.Para({ pandoc.Image(caption, name, "", { id = block.identifier }) })
end
