/** Values that harm a careless page: as texts, as addresses, as lines of a header, and addresses of other sites. */

/** Each tries to become markup, script or an attribute. */
export const MARKUP: readonly string[] = [
  '<script>alert("xq7")</script>',
  '"><script src=//xq7.example/x.js></script>',
  '\'"><img src=x onerror=alert(`xq7`)>',
  '</script><svg/onload=alert("xq7")>',
  '</title></textarea></style><xq7 onclick=alert(1)>',
  '" onmouseover="alert(\'xq7\')" autofocus="',
  "' style='background:url(javascript:alert(7))' xq7='",
  '<!--><xq7>--!><![CDATA[<script>xq7()</script>]]>',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a template of others
  '{{constructor.constructor("alert(7)")()}} ${alert(7)} <%= 7*7 %>',
  '&lt;script&gt;alert("xq7")&lt;/script&gt; &#60;xq7&#62;',
  '<iframe srcdoc="<script>alert(7)</script>"></iframe><object data="data:text/html,xq7"></object><base href="//xq7.example/">',
  '<form action="//xq7.example/"><input name="_csrf_token"><button formaction="javascript:alert(7)">xq7</button></form>',
  '<meta http-equiv="refresh" content="0;url=//xq7.example/"><link rel=stylesheet href=//xq7.example/x.css>',
  '\u2028\u2029</SCRIPT ><ScRiPt>xq7()</sCrIpT>\u202e',
];

/** Each tries to get out of Markdown into a link that runs something. */
export const MARKDOWN: readonly string[] = [
  '[xq7](javascript:alert(7)) [xq7](JaVaScRiPt&#58;alert(7)) [xq7](java\tscript:alert(7))',
  '![xq7](javascript:alert(7)) <javascript:alert(7)> [xq7](data:text/html,<script>alert(7)</script>)',
  '[xq7]: vbscript:msgbox(7)\n\n[xq7] [a](<javascript:alert(7)> "\'><script>alert(7)</script>")',
  '<a href="javascript:alert(7)" onclick="alert(7)" style="position:fixed">xq7</a><details open ontoggle=alert(7)>',
];

/** Each tries to run when its link is followed. */
export const ADDRESSES: readonly string[] = [
  'javascript:alert("xq7")',
  ' jav\tascript:alert(7)//xq7',
  'data:text/html;base64,PHNjcmlwdD5hbGVydCg3KTwvc2NyaXB0Pg==#xq7',
  'vbscript:msgbox("xq7")',
  'http://example.org/"><script>alert("xq7")</script>',
];

/** Each tries to become a header of its own. */
export const LINES: readonly string[] = [
  'x\r\nX-Injected: xq7',
  'x\nSet-Cookie: xq7=1',
  'x%0d%0aX-Injected:%20xq7',
  'x\u560a\u560dX-Injected: xq7',
  'x\r\n\r\n<script>xq7()</script>',
];

/** Each leads away from this site when it is taken for a path. */
export const ELSEWHERE: readonly string[] = [
  'http://evil.example/',
  'https:evil.example',
  '//evil.example/',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/%2F/evil.example',
  'javascript:alert(7)',
  'http://kokanee.test@evil.example/',
  'http://kokanee.test.evil.example/',
  '/..//evil.example',
  '.evil.example',
  '\u2215\u2215evil.example',
];

export const EVERY_TEXT: readonly string[] = [...MARKUP, ...MARKDOWN, ...ADDRESSES, ...LINES];
