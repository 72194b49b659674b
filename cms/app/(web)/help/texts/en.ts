import type { Manual } from '../manual'

export const english: Manual = {
  intro: 'What to do first, and how the daily work goes.',
  chapters: {
    first: {
      title: 'First steps',
      steps: [
        'Open “Set up the site” in the menu with the person. Give the site its name there, say when it closes and whether prices include a tax, and add the WhatsApp number if customers may write to you. Each part is ticked by what is there; the dashboard shows the list until all that is needed is done.',
        'On the same page, enter what each service costs for each type of vehicle, and save: the arrow keys go up and down. Below it, write the steps that a washer takes for each service, in order. Services and their options are in the admin panel, under Services; take off sale what you do not offer.',
        'If not everybody at your site reads the same language, press “Names in other languages” below the steps and write what each is called in English, Malay, Chinese or Tamil. Screens and papers in that language then say it, and the usual name where a field is empty. For services and options the same fields are in the admin panel, under Services.',
        'Under Bays, give each washing bay the name that is painted on its wall.',
        'Under Users, add everyone who works here. The role Staff is for the daily work; an Administrator may also change prices.',
        'Under Team, add who shares a desk or a bay: a name, a position and a PIN of four to six digits. Then switch on “Ask who is there” on the page “Set up the site”: desks and bays ask who it is, and each action bears that name. A tap on the name at the top lets somebody else take over.',
        'For a second station, press “Make a code” on “Set up the site”; there you may also choose beforehand what the new machine is for. On the new machine install AX Station, choose “Somewhere else”, choose the site among the servers in this network or enter the address that stands there, and enter the six digits; a scanner reads both from the picture. Then choose what it is for, and at which bay it stands. A code is good for ten minutes and for one machine; after five wrong ones a new code is needed. A machine that hosts the server lets others connect only once you allow it in its settings, under Machine.',
        'For a second site, choose Sites in the admin panel and add it. Then, under Users, add an account with the role Admin and choose that site: whoever signs in with it sets the site up on its own page “Set up the site”, as you did the first. “All sites” shows both beside each other.',
      ],
    },
    desk: {
      title: 'At the desk',
      steps: [
        'New order: enter the plate, choose the services, and create the order. The car waits in the queue until a bay takes it.',
        'To send a car to a bay, open its menu in the queue and choose “Send to a bay”. “To the front” lets it go first. A tap on a free bay asks which car goes to it. A car in a bay moves to another one, its wash with it, from its order or at the bay.',
        'To take money, open the order and choose Cash, Card or Paid online.',
        'To change an order before it is paid, open it and choose “Change…”: services, plate, vehicle, customer and notes. What it then costs more or less is shown before you confirm. A car in a bay gets the new work, and what is done stays done. Once a car has been washed, making its order cheaper takes a member of staff.',
        'To find an order of any day, type the plate, the number, the customer’s name or telephone number into the search field. A scanner types for you. Where nothing is found for a plate, “New order for …” or Enter begins its order. A car that was here before is recognised as you type its plate: “Same again” takes over what it had.',
        'A car that waits longer than you promise says “late”, and so does a wash that takes too long; “due” comes shortly before. Choose “… late” above the queue, or press L, to see only those. The key ? shows all keys of the desk.',
        'To give money back, sign in by name, open the order, choose “Refund…”, enter how much and say why. Where “Ask who is there” is on, a manager or owner approves it at the desk with their PIN, and also a larger discount and a cancelled order. All that is held is proposed; a part may be given back.',
        'A job card that goes with the car is printed from the order too: plate, services, steps to tick, the customer’s notes, and the number for the scanner.',
      ],
    },
    till: {
      title: 'The till and the day',
      steps: [
        'A shift begins with the money in the drawer: at the desk choose “Open a shift”, count the change that is in the drawer, and enter it.',
        'At the end choose the shift at the desk again, count all the cash in the drawer, and enter what you counted. Only then does the screen say how much there should be, and whether it is right, too much or missing.',
        'Count twice before you close, for what is closed is never changed, and write into the note beside the count what you know of, such as cash taken out to buy soap. If the count then does not match, go through the report of the shift and the table of the day: a payment or refund may have been entered with the wrong method or amount.',
        'A difference stays in the report as it is. Do not make up for it with money from elsewhere; the next shift begins with what you count then.',
        'A shift can be opened and closed without a server too. How much there should be is then shown once the server is back, and money that was taken without a server and reaches it after the shift was closed is in the next shift.',
        'Each shift has a report with a number. It is made from the payments each time and is always the same; it is opened from the Day page and can be printed.',
        'The Day page in the menu shows any day, a week, seven days or a month: what was taken, by method, service, vehicle, person and hour; the tax in it by rate; refunds and discounts with their reasons; the orders that are still open; and who washed how many cars in how many minutes. “Print” and “Download the table” are at the top.',
        'To take something off the price, open the order before it is paid, choose “Discount…”, and enter how much and why. How much may be taken off depends on your role, and the owner sets it under Site; for more, ask a member of staff or an administrator. When an order is paid, give money back instead. A free wash needs none of that: where the owner gives them (on the page “Set up the site”), the order shows which visit of the car it is, and offers the free one when it is earned.',
        'To print a receipt, open the order, choose “Receipt…” and then “Print”. It can be in another language than the screen. While some of the order is still to be paid it is a bill and says so.',
        'A desktop station prints straight on a thermal printer: enter its address under Settings, Receipt printer, and print a test page. If a cash drawer hangs on it, it opens when cash is taken or given back. When a paper is not printed, the top bar says so; tap there to see why. Nothing is printed twice by itself: what “may have been printed” waits until you have looked.',
        'What stands at the head of receipts, and the tax that prices include, is set under Sites in the admin panel, in the part “Receipt”. A service can have a rate of its own. A change counts for new orders; receipts of earlier ones stay as they were.',
        'Where the owner has set that cash is rounded to 5 sen, the button for cash says what to ask for. Cash that is given back is rounded in the same way. The rounding stands on the order, on its receipt and on the Day page.',
        'A code at the foot of the receipt opens it on the customer’s telephone. A machine that hosts the server prints the code once other machines may connect (Settings, This machine).',
      ],
    },
    bay: {
      title: 'In the bay',
      steps: [
        'Take the next car, then start the job. The screen shows one step at a time.',
        'When a step is done, press “Step done”. A step that is not needed can be skipped, with a reason.',
        'Pause the job when the work stops, and resume it later. The clock waits.',
        'Finish the job after the last step. The bay is then free for the next car.',
        'A wrong tap can be undone with Undo.',
      ],
    },
    board: {
      title: 'The board',
      steps: [
        'Choose “Queue board” in the settings of the station that hangs where customers wait. It shows which cars are being washed, which are ready, and who is next; a wall in portrait works too.',
        'A car is called ready when its wash is finished, until it is collected or for a quarter of an hour, with a chime. The chime is switched off in the settings: hold the screen for three seconds, or press Ctrl and the comma. A browser asks for one touch before it makes a sound.',
        'Under Site in the admin panel the owner sets the message at its foot, the languages it speaks in turn, and when the site closes: no wash is promised after that.',
        'What the stages of an order are called, such as “Washing”, can be changed there too, for each language.',
      ],
    },
    offline: {
      title: 'When the connection is gone',
      steps: [
        'The bar at the top says since when the screen is no longer current. What you do is kept on the machine and sent when the server is back.',
        'A new order taken meanwhile has a number of the station’s own, such as D7K-0007, and can be washed and paid like any other. The server adds its number later; both stay valid, and both are found by the search.',
        'A browser that has shown the station once opens it again without the server, with what it last showed. Over plain HTTP from another machine it cannot: the settings of the station say so.',
        'Do not reset the machine, and do not sign out, while actions are waiting.',
        'If the server refuses something that was done meanwhile, for instance because somebody else was faster, it stands under “Needs attention” at the top until somebody decides: do it again on what is there now, or discard it with a reason.',
        'If the connection does not come back: check the power and the network of the machine that runs the server, then start it again. No order is lost.',
      ],
    },
    places: {
      title: 'Where things are',
      steps: [
        'Dashboard: the day’s takings, all orders, queues and bays, for the office.',
        'All sites, for whoever runs several: what is going on at each, its takings of the day in its own currency, and which stations are silent or behind. It is in the menu with the person. Whoever has all of them opens the pages of one by its name.',
        'Station: the screens for the desk, the bays and the board for customers. What a screen shows is chosen in its settings.',
        'Admin panel: prices, bays, people, stations and everything else that is set up.',
        'The menu with the person at the top of each page leads to all of them, and has language, theme and sign-out.',
      ],
    },
  },
  pictures: {
    'set-up': '“Set up the site”: what is there, and what is still to do.',
    'new-order': 'A new order: plate, vehicle, services.',
    bay: 'A wash at its bay: the step that is on, its time, and what follows.',
    board: 'The board: washing, ready, next.',
    desk: 'The desk: who waits, who is being washed, who is to pay.',
    payment: 'An order that is to be paid.',
    offline: 'The bar says that there is no connection; orders are taken all the same.',
    refund: 'Money is given back, with the reason.',
    shift: 'The drawer has been counted, and it is right.',
    day: 'The Day page: what was taken, and how.',
  },
}
