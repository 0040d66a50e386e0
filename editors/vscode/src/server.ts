// Where the program is, and what to tell a person who has none.
import * as fs from "fs";
import * as path from "path";

export interface Program {
  command: string;
  error?: string;
}

/** Whether a file is there that may be run. */
export function isRunnable(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

/**
 * Finds the program that the setting names: a path, relative to the folder of the workspace, or a
 * name that is looked for in the folders of `searchPath`.
 */
export function findProgram(
  setting: string,
  folder: string | undefined,
  searchPath: string,
  runnable: (file: string) => boolean = isRunnable,
): Program {
  const name = setting.trim() || "aixc";
  if (name.includes("/") || name.includes(path.sep)) {
    const expanded = name.replace(/^~(?=\/)/, process.env.HOME ?? "~");
    const command = path.isAbsolute(expanded) ? expanded : path.join(folder ?? "", expanded);
    return runnable(command)
      ? { command }
      : { command, error: `The setting aixc.path names ${command}, and no program is there.` };
  }
  for (const place of searchPath.split(path.delimiter)) {
    const command = path.join(place, name);
    if (place && runnable(command)) {
      return { command };
    }
  }
  return {
    command: name,
    error:
      `The program ${name} is not in PATH, so models are highlighted but not checked. ` +
      "Build or install aixc, or name it in the setting aixc.path.",
  };
}
