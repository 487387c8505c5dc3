-- What a user does with the program of the founding example, and what they see: written as JSON
-- to the file that OBSERVED names.

local PATIENCE = 120000 -- milliseconds; the first answers wait for TensorFlow
local buffer = vim.api.nvim_get_current_buf()
local observed = {}

local function text()
  return table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, true), "\n") .. "\n"
end

local function wait_until(what, holds)
  if not vim.wait(PATIENCE, holds, 50) then
    error("this did not happen: " .. what)
  end
end

local function put_cursor_on_first(word)
  for number, line in ipairs(vim.api.nvim_buf_get_lines(buffer, 0, -1, true)) do
    local column = line:find("%.add%(" .. word)
    if column then
      vim.api.nvim_win_set_cursor(0, { number, column - 1 + #".add(" })
      return
    end
  end
  error("no layer " .. word)
end

local function initialise()
  local clients = vim.lsp.get_clients or vim.lsp.get_active_clients
  wait_until("initialisation", function()
    local client = clients()[1]
    return client ~= nil and client.initialized
  end)
  local client = clients()[1]
  observed.name = client.name
  observed.capabilities = client.server_capabilities
end

local function read_diagnostics()
  wait_until("a diagnostic", function()
    return #vim.diagnostic.get(buffer) > 0
  end)
  observed.diagnostics = {}
  for _, one in ipairs(vim.diagnostic.get(buffer)) do
    table.insert(observed.diagnostics, {
      line = one.lnum,
      column = one.col,
      end_column = one.end_col,
      severity = vim.diagnostic.severity[one.severity],
      message = one.message,
      source = one.source,
    })
  end
end

local function hover()
  put_cursor_on_first("Dense")
  local position = vim.lsp.util.make_position_params(0, "utf-16")
  local answers = vim.lsp.buf_request_sync(buffer, "textDocument/hover", position, PATIENCE)
  for _, answer in pairs(answers or {}) do
    observed.hover = answer.result and answer.result.contents.value
  end
end

local function ask(method, params)
  for _, answer in pairs(vim.lsp.buf_request_sync(buffer, method, params, PATIENCE) or {}) do
    if answer.err then
      error(method .. ": " .. answer.err.message)
    end
    return answer.result
  end
end

local function lenses()
  observed.lenses = ask("textDocument/codeLens", { textDocument = vim.lsp.util.make_text_document_params() })
end

-- As `vim.lsp.buf.document_symbol()` and `workspace_symbol()` list them.
local function symbols()
  local found = ask("textDocument/documentSymbol", { textDocument = vim.lsp.util.make_text_document_params() })
  observed.symbols = vim.lsp.util.symbols_to_items(found, buffer)
  observed.models = vim.lsp.util.symbols_to_items(ask("workspace/symbol", { query = "model" }), buffer)
end

-- As the user types the commands of docs/editors.md.
local function summaries()
  vim.cmd("KerasSummary")
  observed.summary = vim.api.nvim_buf_get_lines(0, 0, -1, true)
  vim.cmd("bdelete!")
  vim.cmd("KerasSummary markdown")
  observed.markdown = vim.api.nvim_buf_get_lines(0, 0, -1, true)
  vim.cmd("bdelete!")
  local params = {
    command = "kerasLens.server.summary",
    arguments = { { textDocument = vim.lsp.util.make_text_document_params(), format = "json" } },
  }
  observed.view = ask("workspace/executeCommand", params)
end

-- As the user does it; only the menu is answered here.
local function choose_first_code_action()
  local before = text()
  vim.ui.select = function(items, options, choose)
    observed.actions = vim.tbl_map(options.format_item, items)
    choose(items[1], 1)
  end
  put_cursor_on_first("Dense")
  vim.lsp.buf.code_action()
  wait_until("a change by the code action", function()
    return text() ~= before
  end)
  observed.repaired = text()
  wait_until("that the diagnostic goes", function()
    return #vim.diagnostic.get(buffer) == 0
  end)
end

local ok, problem = pcall(function()
  initialise()
  read_diagnostics()
  hover()
  lenses()
  symbols()
  summaries()
  choose_first_code_action()
end)
observed.problem = not ok and tostring(problem) or nil
vim.fn.writefile({ vim.fn.json_encode(observed) }, vim.env.OBSERVED)
vim.cmd("qall!")
