/** What the pages do better with a script. Each piece takes over what works without it. */
import { copyButtons } from './copy.ts';
import { drafts } from './draft.ts';
import { focusErrors } from './errors.ts';
import { weighedFiles } from './file-size.ts';
import { carefulForms } from './forms.ts';
import { closingMenu } from './menu.ts';
import { growingRows } from './rows.ts';
import { sendOnChange } from './send-on-change.ts';
import { slugs } from './slug.ts';
import { suggestions } from './suggest.ts';

closingMenu();
copyButtons();
focusErrors();
sendOnChange();
growingRows();
suggestions();
slugs();
weighedFiles();
drafts();
carefulForms();
