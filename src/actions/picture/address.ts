/** Where the picture of a group or user is shown from: its own address, or a file we hold. */

// CKAN: whatever does not begin with http is taken for the name of a file
export function pictureAddress(siteUrl: string, kind: 'group' | 'user', imageUrl: string | null): string | null {
  if (imageUrl === null || imageUrl === '' || imageUrl.startsWith('http')) return imageUrl;
  return `${siteUrl}/uploads/${kind}/${encodeURI(imageUrl.toWellFormed())}`;
}
