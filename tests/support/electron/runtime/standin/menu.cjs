'use strict'
const { record, strict } = require('./strict.cjs')

let applicationMenu = null

/** `Menu`: data only; nothing is drawn. Items can be found and their `click` called by tests. */
class Menu {
  static setApplicationMenu(menu) {
    record('Menu.setApplicationMenu', [menu])
    applicationMenu = menu
  }

  static getApplicationMenu() {
    return applicationMenu
  }

  static buildFromTemplate(template) {
    const menu = new Menu()
    for (const item of template) menu.append(item instanceof MenuItem ? item : new MenuItem(item))
    return menu
  }

  items = []

  append(item) {
    this.items.push(item)
  }

  popup(options) {
    record('Menu.popup', [this, options])
  }

  getMenuItemById(id) {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id)
      if (found) return found
    }
    return null
  }
}

class MenuItem {
  constructor(options) {
    Object.assign(this, { enabled: true, visible: true, checked: false, type: 'normal' }, options)
    if (Array.isArray(options.submenu)) this.submenu = Menu.buildFromTemplate(options.submenu)
  }
}

module.exports = { Menu: strict('Menu', Menu), MenuItem }
