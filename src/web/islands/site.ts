/** What the pages do better with a script. Each piece takes over what works without it. */
import { copyButtons } from './copy.ts';
import { focusErrors } from './errors.ts';
import { closingMenu } from './menu.ts';
import { sendOnChange } from './send-on-change.ts';

closingMenu();
copyButtons();
focusErrors();
sendOnChange();
