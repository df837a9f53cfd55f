using Microsoft.Playwright;

namespace Kith.Server.Tests.Shared;

/// <summary>What stands so near below words or a field that it seems to belong to them.</summary>
internal static class Touching
{
    /// <summary>Opens what can be opened on a page, and names each button, field, note, list, table or bar that stands within four pixels of what is above it.</summary>
    public static Task<string[]> WhatTouches(this IPage page, string within = "main") => page.EvaluateAsync<string[]>(
        """
        within => {
          const near = 4;
          const place = document.querySelector(within);
          place.querySelectorAll('details').forEach(each => each.open = true);
          const shows = each => each.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !each.closest('.hidden, .map, .zoom, .composer, dialog');
          const all = what => [...place.querySelectorAll(what)].filter(shows);
          const above = [];
          const walk = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
          for (let words; (words = walk.nextNode());) {
            if (words.data.trim() && shows(words.parentElement)) {
              const range = document.createRange();
              range.selectNodeContents(words);
              above.push(...[...range.getClientRects()].map(box => [words.parentElement, box, words.data.trim().slice(0, 40)]));
            }
          }
          const fields = 'input:not([type=checkbox], [type=radio], [type=hidden]), select, textarea, button:not(.plain, .sign, .key), .button';
          for (const each of all(fields)) {
            above.push([each, each.getBoundingClientRect(), each.id || each.textContent]);
          }
          const touches = (each, box) => above.filter(([other, its]) => !each.contains(other) && !other.contains(each)
            && Math.min(box.right, its.right) - Math.max(box.left, its.left) > 2
            && box.top - its.bottom > -near && box.top - its.bottom < near).map(([, , words]) => `${each.tagName} ${(each.textContent || each.id).trim().slice(0, 40)} below ${words.trim()}`);
          return [...new Set(all(`${fields}, .note, .problem, .empty, .rows, .followed, .bar, table`).flatMap(each => touches(each, each.getBoundingClientRect())))];
        }
        """, within);
}
