/** Loaded before all tests: hosts load the Russian wording when they need it, tests have it at hand. */
import { addEditingTranslation } from "../../language/editing.ts";
import { editingRussian } from "../../language/editing-russian.ts";
import { addTranslation } from "../../language/translation.ts";
import { russian } from "../../language/russian.ts";

addTranslation("ru", russian);
addEditingTranslation("ru", editingRussian);
