import { repository, version } from '../../../package.json';

/** The version of Greenlint. */
export const productVersion: string = version;

/** Where the rules' pages are read by people without the extension; ends in `/`. */
export const publicRulePages: string = `${repository.url.replace(/\.git$/, '')}/blob/main/docs/rules/`;
