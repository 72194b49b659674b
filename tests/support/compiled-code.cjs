'use strict'
/**
 * Gives a Node process its CommonJS modules compiled, loaded before all else (`-r`): with every function that an earlier
 * process of the same files had run by its end. Node's own cache has of a file only what it takes to load it, and each
 * process compiles the rest anew, which is a third of what a server's start and its first answers cost.
 *
 * The code lies in the file that `AX_COMPILED_CODE` names. Where there is none, modules are loaded as ever; with
 * `AX_COMPILED_CODE_MADE` such a process leaves it there when it ends. V8 takes no code of another version or of other flags.
 */
const fs = require('node:fs')
const Module = require('node:module')
const path = require('node:path')
const v8 = require('node:v8')
const vm = require('node:vm')
const { isMainThread } = require('node:worker_threads')

const file = process.env.AX_COMPILED_CODE
const isMade = isMainThread && Boolean(process.env.AX_COMPILED_CODE_MADE)
/** Code by file. */
const kept = isMade || !fs.existsSync(file) ? new Map() : v8.deserialize(fs.readFileSync(file))
/** What this process has loaded, by file. */
const scripts = new Map()

if (isMade || kept.size > 0) {
  const asEver = Module.prototype._compile
  Module.prototype._compile = function compile(content, filename, format) {
    const script = isMade || kept.has(filename) ? scriptOf(content, filename) : null
    return script ? run(this, filename, script) : asEver.call(this, content, filename, format)
  }
}
if (isMade) process.on('exit', write)

/** `null` where it is no CommonJS: packages have files of both kinds under the same names. */
function scriptOf(content, filename) {
  try {
    return new vm.Script(Module.wrap(content), {
      filename,
      cachedData: kept.get(filename),
      importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    })
  } catch {
    return null
  }
}

function run(module, filename, script) {
  if (isMade) scripts.set(filename, script)
  const { exports } = module
  return script.runInThisContext().call(exports, exports, requireOf(module), module, filename, path.dirname(filename))
}

/** As Node gives it to a module. */
function requireOf(module) {
  const require = (id) => module.require(id)
  require.resolve = (request, options) => Module._resolveFilename(request, module, false, options)
  require.resolve.paths = (request) => Module._resolveLookupPaths(request, module)
  require.main = process.mainModule
  require.extensions = Module._extensions
  require.cache = Module._cache
  return require
}

/** Others that start meanwhile find all of it or nothing. */
function write() {
  const codes = new Map([...scripts].map(([filename, script]) => [filename, script.createCachedData()]))
  fs.writeFileSync(`${file}.new`, v8.serialize(codes))
  fs.renameSync(`${file}.new`, file)
}
