// Tiles in JupyterLab's launcher, one for each of our notebooks that is in the folder it works in.
// JupyterLab loads this file as a script, as it is, and wants a container like those that module
// federation makes: `init` takes the modules that JupyterLab shares, `get` gives what makes the plugin.
{
  const NOTEBOOKS = [
    ["assessment", "Assessment", "Rate your own skills, see how you compare and get a plan"],
    ["coaching", "Coaching", "Rate blind, compare and agree with the person you coach"],
    ["cohort", "Group", "See the levels of a team or workshop in one picture"],
    ["guide", "Guide", "Read how the two roles differ and what each level means"],
  ];

  const RADAR = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">
    <path class="jp-icon3" fill="#616161" fill-rule="evenodd"
      d="M12 2 21.5 9 18 20.5H6L2.5 9zm0 1.9L4.3 9.6 7.1 19h9.8l2.8-9.4z"/>
    <path class="jp-icon3" fill="#616161" d="m12 6.5 5.5 4.3-2.8 5.4-6 .8-1.2-5.8z"/></svg>`;

  /** @type {Record<string, Record<string, {get(): Promise<() => any>}>>} */
  let shared = {};

  const sharedModule = async (name) => {
    const [version] = Object.values(shared[name]);
    return (await version.get())();
  };

  const addCommands = (commands, icon) => {
    for (const [name, label, caption] of NOTEBOOKS) {
      const execute = () => commands.execute("docmanager:open", { path: `${name}.ipynb` });
      commands.addCommand(`assess:open-${name}`, { label, caption, icon, execute });
    }
  };

  /** Show a tile for each notebook that is there, and follow what is deleted, renamed or added. */
  const showTiles = (contents, launcher) => {
    let tiles = [];
    const draw = async () => {
      const folder = await contents.get("");
      const present = new Set(folder.content.map((file) => file.name));
      const there = NOTEBOOKS.filter(([name]) => present.has(`${name}.ipynb`));
      for (const tile of tiles) tile.dispose();
      tiles = there.map(([name], rank) =>
        launcher.add({ command: `assess:open-${name}`, category: "Assess", rank }),
      );
    };
    const redraw = () => void draw().catch(() => {}); // JupyterLab itself says that its server is gone
    contents.fileChanged.connect((_, change) => {
      if (change.type !== "save") redraw();
    });
    redraw();
  };

  const makePlugin = async () => {
    const { ILauncher } = await sharedModule("@jupyterlab/launcher");
    const { LabIcon } = await sharedModule("@jupyterlab/ui-components");
    return {
      id: "assess:tiles",
      autoStart: true,
      requires: [ILauncher],
      activate: (app, launcher) => {
        addCommands(app.commands, new LabIcon({ name: "assess:radar", svgstr: RADAR }));
        showTiles(app.serviceManager.contents, launcher);
      },
    };
  };

  const init = (scope) => {
    shared = scope;
  };
  const get = async () => {
    const plugin = await makePlugin();
    return () => ({ __esModule: true, default: plugin });
  };
  /** @type {any} */
  const page = globalThis;
  page._JUPYTERLAB = { ...page._JUPYTERLAB, assess: { init, get } };
}
