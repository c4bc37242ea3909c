/** Loaded before all tests: hosts load the wording that they need, tests have all of it at hand. */
import { addEditingTranslation } from "../../language/editing.ts";
import { editingRussian } from "../../language/editing-russian.ts";
import { addTranslation } from "../../language/translation.ts";
import { habits } from "../../language/habits.ts";
import { addHabits } from "../../language/index.ts";
import { english } from "../../language/english.ts";
import { russian } from "../../language/russian.ts";

addHabits(habits);
addTranslation("en", english);
addTranslation("ru", russian);
addEditingTranslation("ru", editingRussian);
