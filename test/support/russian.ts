/** Loaded before all tests: hosts load the Russian wording when they need it, tests have it at hand. */
import { addTranslation } from "../../language/translation.ts";
import { russian } from "../../language/russian.ts";

addTranslation("ru", russian);
