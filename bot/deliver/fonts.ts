import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

export const fontFamily = 'DejaVu Sans';

/** DejaVu Sans has every Vietnamese letter and comes with the program: a server's own fonts are not relied on. */
export function fontFiles(): { readonly regular: string; readonly bold: string } {
  return {
    regular: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
    bold: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'),
  };
}
