-- Starts the language server for .aisys files in Neovim, from 0.7 on: require('aisys').setup()
local M = {}

-- The folder that is the project: the nearest one above with a configuration or a repository, else the file's own.
local function root_of(file)
  local folder = vim.fn.fnamemodify(file, ':p:h')
  local marks = { vim.fn.findfile('aixc.toml', folder .. ';'), vim.fn.finddir('.git', folder .. ';') }
  local longest = ''
  for _, mark in ipairs(marks) do
    local above = mark ~= '' and vim.fn.fnamemodify(mark, ':p'):gsub('/$', ''):gsub('/[^/]*$', '') or ''
    if #above > #longest then
      longest = above
    end
  end
  return longest ~= '' and longest or folder
end

local clients = {} -- of each root, where Neovim itself does not remember them

local function start(buffer, command)
  local root = root_of(vim.api.nvim_buf_get_name(buffer))
  local config = { name = 'aixc', cmd = command, root_dir = root }
  if vim.lsp.start then
    vim.lsp.start(config, { bufnr = buffer })
    return
  end
  config.on_exit = function()
    clients[root] = nil
  end
  clients[root] = clients[root] or vim.lsp.start_client(config)
  vim.lsp.buf_attach_client(buffer, clients[root])
end

-- options.cmd: the server and its arguments, { 'aixc', 'lsp' } unless given.
function M.setup(options)
  local command = (options or {}).cmd or { 'aixc', 'lsp' }
  vim.api.nvim_create_autocmd('FileType', {
    pattern = 'aisys',
    group = vim.api.nvim_create_augroup('aisys', { clear = true }),
    callback = function(event)
      if vim.fn.executable(command[1]) == 1 then
        start(event.buf, command)
      else
        vim.notify_once(command[1] .. ' is not in PATH, so models are highlighted but not checked', vim.log.levels.WARN)
      end
    end,
  })
end

return M
