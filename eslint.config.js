// What `make lint` looks for in the page's scripts.
import js from "@eslint/js";
import globals from "globals";

export default [
  { ignores: ["**/bundles/", "**/*.min.js", ".venv/", "benchmarks/"] },
  js.configs.recommended,
  {
    files: ["src/**/*.js"],
    languageOptions: { globals: globals.browser },
  },
  {
    files: ["*.js", "scripts/**"],
    languageOptions: { globals: globals.node },
  },
  {
    files: ["tests/**"],
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
  },
  {
    rules: {
      eqeqeq: "error",
      "no-shadow": ["error", { builtinGlobals: false }],
      "no-unused-vars": ["error", { ignoreRestSiblings: true, argsIgnorePattern: "^_" }],
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
    },
  },
];
