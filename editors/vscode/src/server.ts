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
 * Finds the program that the setting names: a path, relative to the first folder of the workspace
 * that has it, or a name that is looked for in the folders of `searchPath`.
 */
export function findProgram(
  setting: string,
  folders: string[],
  searchPath: string,
  runnable: (file: string) => boolean = isRunnable,
): Program {
  const name = setting.trim() || "aixc";
  if (name.includes("/") || name.includes(path.sep)) {
    const expanded = name.replace(/^~(?=\/)/, process.env.HOME ?? "~");
    const places = path.isAbsolute(expanded) ? [expanded] : folders.map((folder) => path.join(folder, expanded));
    const command = places.find((place) => runnable(place));
    return command !== undefined
      ? { command }
      : {
          command: expanded,
          error: `The setting aixc.path names ${places.join(", ") || expanded}, and no program is there.`,
        };
  }
  // In Windows a program is found by its name without the ending.
  const endings = process.platform === "win32" ? [".exe", ""] : [""];
  for (const place of searchPath.split(path.delimiter)) {
    const command = endings.map((ending) => path.join(place, name + ending)).find((file) => runnable(file));
    if (place && command !== undefined) {
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
